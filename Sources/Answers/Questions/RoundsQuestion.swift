package import ArgumentParser
internal import ReadModels
internal import Talks

package struct RoundsQuestion: AnyProcessQuestion {
  package static let name = "rounds"
  package static let abstract = "Show the rounds of talks, as planned and as they went."
  package static let discussion = """
    A round that was convened on a day, and whose end nobody recorded, was over by the time at which the next began, the \
    talks were suspended or closed, or its parties met elsewhere.
    """
  package static let members: [JSONMember] = [.rows(RoundRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, rounds) = try reader.consult(about: process, .rows(RoundRow.self, of: process))
    return context.answer(
      Self.self, rounds,
      [
        Column("round", \.$round, .strong), Column("standing", \.$standing) { $0.standingInWords },
        .date("planned for", \.$planned),
        Column("phases", \.$phases) { $0.phasesInWords },
        Column("place", \.$place), .parties("parties", \.$parties), Column("outcome", \.$outcome),
      ], whenEmpty: "No round is recorded.")
  }
}

extension RoundRow.Phase {
  /// Such as “8 February 2007 – 13 February 2007”, or “convened 3 March 2022, end not recorded, over by 7 March”.
  ///
  /// - Parameter step: what began it, “convened” or “reopened”.
  fileprivate func inWords(_ step: String) -> String {
    if let doubt { return "\(step) \(from?.inWords ?? "")\(doubt)" }
    return [from, until == from?.ending ? nil : until].compactMap { $0?.inWords }.joined(separator: " – ")
  }

  /// Such as “, end not recorded, over by 7 March”; nil where its end is recorded.
  fileprivate var doubt: String? {
    isEndRecorded ? nil : ", end not recorded" + (overBy.map { ", over by \($0.inWords(after: from))" } ?? "")
  }
}

extension RoundRow {
  fileprivate var phasesInWords: String {
    phases.enumerated().map { $1.inWords($0 == 0 ? "convened" : "reopened") }.joined(separator: "; ")
  }

  /// Its standing; nothing where that is open only because nobody recorded the end.
  var standingInWords: String {
    standing == .unknown && phases.last?.isEndRecorded == false ? "" : standing?.text ?? ""
  }

  /// Such as “concluded, convened 27 August 2003”, with what is known of the end where nobody recorded it.
  var inWords: String {
    var words = [standingInWords, "convened \(convened?.inWords ?? "")"].filter { !$0.isEmpty }
    if phases.count > 1, let last = phases.last { words.append("reopened \(last.from?.inWords ?? "")") }
    return words.joined(separator: ", ") + (phases.last?.doubt ?? "")
  }
}
