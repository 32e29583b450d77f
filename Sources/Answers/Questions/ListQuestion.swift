internal import ArgumentParser
internal import ReadModels

package struct ListQuestion: Question {
  package static let name = "list"
  package static let abstract = "List the processes and where each stands."
  package static let page: ServedPage? = .front
  package static let members: [JSONMember] = [.rows(ProcessRow.self)]

  @Flag(help: "Also processes that were retired, or have another name now.")
  package var all = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, processes) = try reader.consult(about: nil, .rows(of: nil) as Wanted<ProcessRow>)
    let hidden = all ? [] : processes.filter { $0.renamedTo != nil || $0.retired != nil }
    let shown = processes.filter { !hidden.contains($0) }
    var section = Section(
      shown,
      [
        Column("title", \.$title), Column("standing", \.$standing), .date("opened", \.$opened),
        .parties("at the table", \.$atTable), .date("last event", \.$lastEvent), Column("events", \.$events),
      ],
      whenEmpty: !hidden.isEmpty
        ? "No process is kept under its name."
        : reader.standpoint.isLimited
          ? "Nothing that fits counted then."
          : "The log is empty; record something with “parley log” or “parley import”.")
    if !hidden.isEmpty {
      let names = hidden.map { row in
        "\(row.process) (\(row.renamedTo.map { "called \($0) now" } ?? "retired: \(row.retired ?? "")"))"
      }
      section.remarks = ["Not listed: \(names.joined(separator: ", ")); --all lists them."]
    }
    var answer = context.answer(Self.self, [section])
    answer.subject = "The record"
    return answer
  }
}
