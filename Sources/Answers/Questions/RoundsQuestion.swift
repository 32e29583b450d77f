package import ArgumentParser
internal import ReadModels
internal import Talks

package struct RoundsQuestion: Question {
  package static let name = "rounds"
  package static let abstract = "Show the rounds of talks, as planned and as they went."
  package static let members: [JSONMember] = [.rows(RoundRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, rounds) = try reader.consult(about: process, .rows(RoundRow.self, of: process))
    return context.answer(
      Self.self, rounds,
      [
        Column("round", \.$round, .strong), Column("standing", \.$standing), .date("planned for", \.$planned),
        Column("phases", \.$phases) { $0.phases.map(\.inWords).joined(separator: "; ") },
        Column("place", \.$place), .parties("parties", \.$parties), Column("outcome", \.$outcome),
      ], whenEmpty: "No round is recorded.")
  }
}

extension RoundRow.Phase {
  /// Such as “8 February 2007 – 13 February 2007”.
  fileprivate var inWords: String {
    [from, until == from ? nil : until].compactMap { $0?.inWords }.joined(separator: " – ")
  }
}
