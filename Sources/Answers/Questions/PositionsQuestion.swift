package import ArgumentParser
internal import ReadModels
internal import Talks

package struct PositionsQuestion: OneProcessQuestion {
  package static let name = "positions"
  package static let abstract = "Show who moved, when, from what to what, in their own words."
  package static let discussion = """
    A row is what a party said on an issue, beside what it said on that before: the days between, what it wants \
    first and what of that is new, what it stated before and has not repeated, and what it gave up or softened. Only \
    a word of the record gives something up; not repeating does not. Its last word is marked with *. With --distance \
    a row is a pair of parties on an issue, with the preconditions that they do not share. The distance is the part of \
    all their preconditions that is not shared (the Jaccard distance), from 0% where they want the same to 100%; \
    there is none where either states no preconditions. It is reckoned both ways: by the last words of each, and \
    with what was not repeated.
    """
  package static let members: [JSONMember] = [
    .rows(MoveRow.self), .rows(DistanceRow.self, "with `--distance`, instead of the others"),
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(help: "Only what was said on one issue.")
  package var issue: String?

  @Option(help: "Only what one party said.", completion: .parties)
  package var party: String?

  @Flag(help: "Compare what the parties want first by their last words.")
  package var distance = false

  package init() {}

  package var filters: [NameFilter] {
    [
      NameFilter(.party, [party], of: process),
      NameFilter(.issue, [issue], of: process),
    ]
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    try distance ? distances(&reader) : moves(&reader)
  }

  private func isOn(_ issue: String) -> Bool {
    self.issue == nil || issue.lowercased() == self.issue?.lowercased()
  }

  private func moves(_ reader: inout RecordReader) throws -> Answer {
    let (context, moves) = try reader.consult(about: process, .rows(MoveRow.self, of: process))
    return context.answer(
      Self.self, moves.filter { (party == nil || $0.party.text == party) && isOn($0.issue) },
      [
        .date("when", \.$stated), .party("party", \.$party, context.names), Column("issue", \.$issue),
        Column("said", \.$headline) { row in
          (row.quote.map { "“\($0)”" } ?? row.headline) + row.current.inWords(" *")
        },
        Column("before", \.$previousEvent) { row in
          guard let event = row.previousEvent else { return "" }
          let after = row.daysBetween.map { ", \($0.withNoun) earlier" } ?? ""
          return (row.previousQuote.map { "“\($0)”" } ?? "event \(event)") + after
        },
        Column("moved", \.$moved) { $0.previousEvent == nil ? "" : $0.moved.plain },
        Column("wants first", \.$preconditions) { $0.wantedFirst }, Column("not repeated", \.$unrepeated),
        Column("no longer", \.$dropped) { row in
          (row.dropped + row.softened.map { "\($0) (softened)" }).joined(separator: ", ")
        },
        Column("event", \.$event, .faint),
      ], whenEmpty: "No such position is recorded.")
  }

  private func distances(_ reader: inout RecordReader) throws -> Answer {
    let (context, distances) = try reader.consult(about: process, .rows(DistanceRow.self, of: process))
    let names = context.names
    return context.answer(
      Self.self,
      distances.filter { (party == nil || $0.one.text == party || $0.other.text == party) && isOn($0.issue) },
      [
        Column("issue", \.$issue, .strong),
        Column("between", \.$one) { row in
          "\(names.name(row.one)) and \(names.name(row.other))\(row.settled == .unknown ? "?" : "")"
        },
        Column("distance", \.$distance) { row in
          guard row.hasUnrepeated, row.distance != nil || row.distanceWithUnrepeated != nil else {
            return row.byLastWords(names)
          }
          let second = row.distanceWithUnrepeated.map { "\($0)%" } ?? "none"
          return "\(row.byLastWords(names)) by last words; \(second) with what was not repeated"
            + (row.settledWithUnrepeated == .unknown ? "?" : "")
        },
        Column("only the first", \.$onlyOne), Column("only the other", \.$onlyOther),
        Column("both", \.$shared),
        Column("not repeated", \.$unrepeatedOne) { row in
          [(row.one, row.unrepeatedOne), (row.other, row.unrepeatedOther)].filter { !$1.isEmpty }
            .map { "\(names.name($0)): \($1.joined(separator: ", "))" }.joined(separator: "; ")
        },
      ], whenEmpty: "No two parties have stated a position on the same issue.")
  }
}

extension DistanceRow {
  fileprivate var hasUnrepeated: Bool { !unrepeatedOne.isEmpty || !unrepeatedOther.isEmpty }

  /// The distance by last words, or who states nothing in them.
  fileprivate func byLastWords(_ names: PartyNames) -> String {
    if let distance { return "\(distance)%" }
    let silent = [(one, onlyOne), (other, onlyOther)].filter(\.1.isEmpty)
    return "none stated by \(silent.map { names.name($0.0) }.joined(separator: " or "))"
  }
}

extension MoveRow {
  /// The days since its party's preceding position on the issue; nil without one, or without dates.
  fileprivate var daysBetween: Days? { days.map { Days(fewest: $0, most: daysAtMost) } }

  /// What it wants first, such as “a ceasefire first (new)”; nothing is new in its party's first word on the issue.
  fileprivate var wantedFirst: String {
    let new = previousEvent == nil ? [] : added
    return preconditions.map { $0 + (new.contains($0) ? " (new)" : "") }.joined(separator: ", ")
  }
}

extension Days {
  /// Such as “3 to 33 days”.
  var withNoun: String { "\(inWords) day\(inWords == "1" ? "" : "s")" }
}
