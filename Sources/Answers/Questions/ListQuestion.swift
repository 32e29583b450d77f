internal import ArgumentParser
internal import ReadModels

package struct ListQuestion: Question {
  package static let name = "list"
  package static let abstract = "List the processes and where each stands."
  package static let page: ServedPage? = .front
  package static let members: [JSONMember] = [.rows(ProcessRow.self)]

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, processes) = try reader.consult(about: nil, .rows(of: nil) as Wanted<ProcessRow>)
    var answer = context.answer(
      Self.self, processes,
      [
        Column("title", \.$title), Column("standing", \.$standing), .date("opened", \.$opened),
        .parties("at the table", \.$atTable), .date("last event", \.$lastEvent), Column("events", \.$events),
      ], whenEmpty: "The log is empty; record something with “parley log” or “parley import”.")
    answer.subject = "The record"
    return answer
  }
}
