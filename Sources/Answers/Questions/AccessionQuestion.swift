package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AccessionQuestion: OneProcessQuestion {
  package static let name = "accession"
  package static let abstract =
    "Show how partners come in by stages: the plans, who came in and when, and what came since."
  package static let discussion = """
    A row is a tier of a plan, or a group that came in without one. Whoever takes a seat or is seen at a round \
    has come in. A party came in before its turn where that was before its tier was opened, or before a party of \
    an earlier tier. What a stage brought is what the record says that it did (“parley log accession-linked”); what \
    those who came in agreed and pledged since then, within a year or --within days, stands apart and need not have \
    come of that. Missing are those who have not come in, and next is the first tier that misses any; once the talks \
    are closed nobody is.
    """
  package static let members: [JSONMember] = [
    .rows(AccessionRow.self), .value("summary", "`next`: the ids of those who are to come in next"),
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(
    help: ArgumentHelp(
      "Within how many days since they came in something counts as since then.", valueName: "days"))
  package var within = 365

  package init() {}

  package func validate() throws {
    if within < 0 { throw ValidationError("--within is a number of days, from 0.") }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, all) = try reader.consult(about: process, .rows(AccessionRow.self, of: process))
    let days = within
    let stages = all.map { $0.within(days) }
    var answer = context.answer(
      Self.self, stages,
      [
        Column("stage", \.$stage, .strong) { row in
          (row.tier == nil ? "without a plan" : row.stage)
            + (row.heldBy.isEmpty ? "" : " (\(row.heldBy.map(\.text).joined(separator: ", ")))")
        },
        .parties("parties", \.$parties), Column("condition", \.$condition), .date("planned", \.$planned),
        Column("opened", \.$opened) { row in
          (row.opened?.inWords ?? "") + (row.because.map { " because of \($0)" } ?? "")
            + (row.wait.map { " (after \($0.withNoun))" } ?? "")
        },
        Column("came in", \.$cameIn) { row in
          (row.cameIn.map(\.inWords) + row.invited.map { "invited \($0.inWords)" }).joined(separator: ", ")
        },
        Column("on what terms", \.$terms) { $0.terms.map(\.words).joined(separator: "; ") },
        Column("missing", \.$missing) { doubtful($0.missing, $0.perhapsMissing) },
        Column("left", \.$departed) { row in
          (row.departed.map(\.inWords) + row.perhapsDeparted.map { "\($0.inWords)?" }).joined(separator: ", ")
        },
        Column("before their turn", \.$beforeTurn) { doubtful($0.beforeTurn, $0.perhapsBeforeTurn) },
        Column("format", \.$formatAfter) { row in
          [row.formatBefore, row.formatAfter].compactMap(\.self).joined(separator: " → ")
        },
        Column("brought", \.$brought),
        Column("since then, within \(days) days", \.$sinceThen) { $0.since(within: days) },
      ], whenEmpty: "No accession plan is recorded, and nobody has come in.")
    answer.sum = next(stages, context.names)
    return answer
  }

  /// The next tier, or the candidates where dates leave it open.
  private func next(_ stages: [AccessionRow], _ names: PartyNames) -> Sum {
    let tiers = stages.filter { $0.tier != nil }
    let next = tiers.filter { $0.next != .no }
    let sentences = next.map { row in
      let absent = row.missing + row.perhapsMissing
      let condition = row.condition.map { ", on the condition: \($0)" } ?? ""
      let opened = row.opened.map { ", opened \($0.inWords)" } ?? ", not opened yet"
      let asked = row.invited.filter { absent.contains($0.party) }.map(\.inWords)
      let invited = asked.isEmpty ? "" : ", invited: \(asked.joined(separator: ", "))"
      let doubt = row.next == .unknown ? " (unknown on that day)" : ""
      return "\(names.list(absent)) (\(row.stage)\(opened))\(condition)\(invited)\(doubt)."
    }
    let none =
      tiers.isEmpty
      ? "nobody is planned."
      : tiers.allSatisfy { $0.cameIn.count == $0.parties.count }
        ? "nobody; all that were planned have come in." : "nobody; the talks are closed."
    return Sum(
      ["Next: " + (next.isEmpty ? none : sentences.joined(separator: " "))],
      .of { json in
        json.object([
          (
            "next",
            .of { $0.list(next.flatMap { $0.missing + $0.perhapsMissing }) { $1.string($0.text) } }
          )
        ])
      })
  }
}

extension AccessionRow {
  /// The days from the plan to the opening; nil where one of them has no date.
  fileprivate var wait: Days? { daysToOpening.map { Days(fewest: $0, most: daysToOpeningAtMost) } }

  fileprivate func since(within days: Int) -> String {
    sinceThen.map { "\($0.thing)\($0.isWithin(days) == .unknown ? "?" : "")" }.joined(separator: ", ")
  }
}

extension AccessionRow.Dated {
  /// Such as “us 27 August 2003”.
  fileprivate var inWords: String { "\(party) \(on?.inWords ?? "")" }
}

extension AccessionRow.Invitation {
  /// Such as “jp by us 27 August 2003”.
  fileprivate var inWords: String { "\(party)\(by.map { " by \($0)" } ?? "") \(on?.inWords ?? "")" }
}

/// The certain parties, and with a question mark the possible ones.
private func doubtful(_ sure: [PartyID], _ perhaps: [PartyID]) -> String {
  (sure.map(\.text) + perhaps.map { "\($0)?" }).joined(separator: " ")
}
