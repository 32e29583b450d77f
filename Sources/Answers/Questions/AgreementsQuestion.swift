package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AgreementsQuestion: AnyProcessQuestion {
  package static let name = "agreements"
  package static let abstract = "Show the agreements, for whom they are in force, and what became of them."
  package static let discussion = """
    In force is what was agreed, within its term, and neither ended nor replaced, as long as it binds two parties or \
    more that have not left or wholly suspended it. A breach ends nothing. A text that is only reaffirmed, renounced \
    or suspended, while nobody is recorded to have agreed it, is unlinked and in force for nobody. Of several flags, \
    an agreement is shown that any of them fits.
    """
  package static let members: [JSONMember] = [.rows(AgreementRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Flag(help: "Only those that bind two parties or more.")
  package var inForce = false

  @Flag(help: "Only those of which the term is over.")
  package var expired = false

  @Flag(help: "Only those that somebody has suspended, wholly or in part.")
  package var suspended = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, agreements) = try reader.consult(about: process, .rows(AgreementRow.self, of: process))
    let names = context.names
    return context.answer(
      Self.self, agreements.filter(isWanted),
      [
        Column("agreement", \.$agreement, .strong),
        Column("standing", \.$standing) { $0.standingInWords(names) },
        Column("in force", \.$inForce) { $0.forceInWords(names) },
        .date("reached", \.$reached), .date("signed", \.$signed),
        Column("term", \.$inForceUntil) { $0.termInWords },
        .date("reaffirmed", \.$reaffirmed), Column("breaches", \.$breachesBy) { $0.breachesInWords(names) },
        .parties("parties", \.$parties),
      ], whenEmpty: "No such agreement is recorded.")
  }

  private func isWanted(_ row: AgreementRow) -> Bool {
    if !inForce && !expired && !suspended { return true }
    return inForce && row.inForce != .no || expired && row.expired != .no
      || suspended && !row.suspensions.isEmpty
  }
}

extension AgreementRow {
  /// How it stands, and by whose doing, such as “in force for the others; renounced by Iran”.
  func standingInWords(_ names: PartyNames) -> String {
    let status = status?.text ?? ""
    let doings = doingsInWords(names)
    func with(_ words: String) -> String { ([words] + doings).joined(separator: "; ") }
    switch standing?.word {
    case .unlinked?: return with("unlinked: \(status), and no such text is recorded")
    case .pending?: return with("\(status), not yet in force")
    case .expired?: return with("expired")
    case .superseded?: return with("superseded" + (supersededBy.map { " by \($0)" } ?? ""))
    case .ended?: return with("ended" + (ended.map { " \($0.inWords)" } ?? ""))
    case .inPart?: return with("in force in part")
    case .inForce?, .suspended?, .renounced?, nil: break
    }
    if doings.isEmpty { return status }
    let isForOthers = !renouncedBy.isEmpty || suspensions.contains { $0.party != nil && $0.extent == .fully }
    let others = isForOthers ? " for the others" : ""
    switch inForce {
    case .yes: return with("in force\(others)")
    case .unknown: return with("perhaps in force\(others)")
    case .no: break
    }
    let isSaid = self.status == .known(.renounced) || self.status == .known(.suspended)
    return isSaid ? doings.joined(separator: "; ") : with(status)
  }

  /// Who suspended it, gave notice, or left it.
  private func doingsInWords(_ names: PartyNames) -> [String] {
    var words = suspensions.map { one in
      "suspended\(one.extent == .partly ? " in part" : "") by \(one.party.map(names.name) ?? "all")"
        + (one.until.map { " until \($0.inWords)" } ?? "")
    }
    words += notices.map { one in
      let from = one.effective.map { ", effective \($0.inWords)" } ?? ""
      return "notice given by \(names.name(one.party))\(from)"
    }
    if !renouncedBy.isEmpty { words.append("renounced by \(names.list(renouncedBy))") }
    return words
  }

  /// Whether it is in force, and for whom where that is one party alone.
  func forceInWords(_ names: PartyNames) -> String {
    let part = inPart.inWords("in part", doubt: " perhaps")
    switch inForce {
    case .yes: return inPart == .yes ? part : part.isEmpty ? "yes" : "yes, \(part)"
    case .unknown: return inForce.plain
    case .no: break
    }
    let alone = bonds.filter { $0.inForce != .no }
    if alone.isEmpty { return inForce.plain }
    return alone.map { one in
      let doubt = one.inForce == .unknown ? "perhaps " : ""
      let isPart = suspensions.contains { $0.party == one.party || $0.party == nil }
      return "\(doubt)for \(names.name(one.party)) alone\(isPart ? ", in part" : "")"
    }.joined(separator: "; ")
  }

  /// Its term, such as “from 1 May until 11 May 2025”; empty where it has none.
  var termInWords: String {
    let start = (entered ?? inForceFrom).map { "from \($0.inWords)" }
    let end = inForceUntil.map { $0.isOpenEnded ? "without an end" : "until \($0.inWords)" }
    return [start, end].compactMap(\.self).joined(separator: " ")
  }

  /// How often each party was said to have broken it, and how many of these breaches were found.
  func breachesInWords(_ names: PartyNames) -> String {
    breachesBy.map { one in
      var words = "\(one.count) by \(names.name(one.party))"
      let accusers = one.allegedBy.map(names.name) + one.accordingTo
      let isFound = one.found == one.count
      let alleged = isFound || accusers.isEmpty ? "" : "alleged by \(accusers.joined(separator: ", "))"
      let number = isFound ? "" : "\(one.found) "
      let found = one.found == 0 ? "" : "\(number)found by \(names.list(one.foundBy))"
      let claims = [alleged, found].filter { !$0.isEmpty }
      if !claims.isEmpty { words += " (\(claims.joined(separator: "; ")))" }
      return words
    }.joined(separator: "; ")
  }
}
