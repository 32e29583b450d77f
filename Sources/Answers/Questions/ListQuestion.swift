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
    Where no talks are recorded or planned, it says so. What holds nothing that counts, was retired, or has another name is named below.
    """
  package static let members: [JSONMember] = [
    .rows(ProcessRow.self), .value("hidden", "the processes that are not listed, by slug"),
  ]

  @Flag(help: "Also processes that hold nothing that counts, were retired, or have another name.")
  package var all = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, processes) = try reader.consult(about: nil, .rows(of: nil) as Wanted<ProcessRow>)
    let day = context.standpoint.asOf
    let hidden =
      all ? [] : processes.filter { !$0.wasThere(on: day) || $0.renamedTo != nil || $0.retired != nil }
    let lines = Self.lines(about: hidden)
    var answer = context.answer(
      Self.self,
      [
        Section(
          processes.filter { !hidden.contains($0) },
          [
            Column("title", \.$title), Column("standing", \.$standing), .date("opened", \.$opened),
            .parties("at the table", \.$atTable), .date("last event", \.$lastEvent),
            Column("events", \.$events),
          ],
          whenEmpty: lines.isEmpty
            ? context.empty("The log is empty; record something with “parley log” or “parley import”.")
            : lines.joined(separator: " "))
      ])
    answer.subject = "The record"
    if hidden.count < processes.count { answer.sum = Sum(lines, nil) }
    answer.members = [("hidden", .of { json in json.list(hidden) { $1.string($0.process) } })]
    return answer
  }

  /// What is said of the processes that are not listed, each in one line.
  private static func lines(about hidden: [ProcessRow]) -> [String] {
    var rest = hidden
    /// Takes those of a kind out of the rest.
    func line(_ why: String, _ belongs: (ProcessRow) -> Bool, _ note: (ProcessRow) -> String = { _ in "" })
      -> String?
    {
      let rows = rest.filter(belongs)
      rest.removeAll(where: belongs)
      if rows.isEmpty { return nil }
      return "Not listed, since \(why): \(rows.map { $0.process + note($0) }.joined(separator: ", "))."
    }
    return [
      line("it has another name", { $0.renamedTo != nil }) { row in
        row.renamedTo.map { " (now \($0))" } ?? ""
      },
      line("it was retired", { $0.retired != nil }) { row in row.retired.map { " (\($0))" } ?? "" },
      line("all that was recorded of it was retracted", { $0.events == 0 && $0.retracted > 0 }),
      line("nothing of it had happened by then", { _ in true }),
    ].compactMap(\.self)
  }
}
