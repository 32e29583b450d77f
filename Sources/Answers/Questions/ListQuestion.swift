internal import ArgumentParser
internal import ReadModels
internal import Talks

package struct ListQuestion: Question {
  package static let name = "list"
  package static let abstract = "List the processes and where each stands."
  package static let page: ServedPage? = .front
  package static let discussion = """
    A process is planned, open, suspended, closed, or in implementation: no talks go on, and promises under an agreement \
    in force are still to be carried out. \
    Where things have happened and no talks are recorded, it says so. What holds nothing that counts is named below.
    """
  package static let members: [JSONMember] = [
    .rows(ProcessRow.self), .value("hidden", "the processes that hold nothing that counts, by slug"),
  ]

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, processes) = try reader.consult(about: nil, .rows(of: nil) as Wanted<ProcessRow>)
    let hidden = processes.filter { $0.events == 0 }
    let lines = Self.lines(about: hidden)
    var answer = context.answer(
      Self.self, processes.filter { $0.events > 0 },
      [
        Column("title", \.$title), Column("standing", \.$standing), .date("opened", \.$opened),
        .parties("at the table", \.$atTable), .date("last event", \.$lastEvent), Column("events", \.$events),
      ],
      whenEmpty: lines.isEmpty
        ? "The log is empty; record something with “parley log” or “parley import”."
        : lines.joined(separator: " "))
    answer.subject = "The record"
    if hidden.count < processes.count { answer.sum = Sum(lines, nil) }
    answer.members = [("hidden", .of { json in json.list(hidden) { $1.string($0.process) } })]
    return answer
  }

  /// What is said of the processes that are not listed.
  private static func lines(about hidden: [ProcessRow]) -> [String] {
    func line(_ rows: [ProcessRow], _ why: String) -> String? {
      rows.isEmpty ? nil : "Not listed, since \(why): \(rows.map(\.process).joined(separator: ", "))."
    }
    return [
      line(hidden.filter { $0.retracted > 0 }, "all that was recorded of it was retracted"),
      line(hidden.filter { $0.retracted == 0 }, "nothing of it had happened by then"),
    ].compactMap(\.self)
  }
}
