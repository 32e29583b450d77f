import EventSourcing

/// An inconsistency in the record; reported, never corrected.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The name of the check that found it.
  package let check: String
  /// The conflicting events.
  package let events: Provenance
  /// The inconsistency; contains no position, so that it also fits an event that has not been recorded yet.
  package let sentence: String
  /// The remedy: a command, where one fits.
  package let hint: String

  package var description: String { "\(check): \(sentence)" }
}

/// A rule of consistency, declared once; reports only certain inconsistencies, however vague the dates.
package protocol Check: SendableMetatype {
  /// The name on the command line: `joined-twice`.
  static var name: String { get }
  /// A description of its findings in a few words.
  static var help: String { get }
  static var ground: Ground { get }
  /// Its findings, in any order.
  static func findings(in record: Inspection) -> [Finding]
}

extension Check {
  static func finding(_ sentence: String, _ events: Provenance, hint: String) -> Finding {
    Finding(check: name, events: events, sentence: sentence, hint: hint)
  }
}

/// The basis of a check, from which it follows when its findings are reported.
package enum Ground: Sendable {
  /// The consistency of events: reported as soon as one is logged,
  /// and a reason to refuse it under `--strict`.
  case coherence
  /// The evidence for an event: a reason to refuse it under `--strict`.
  case evidence
  /// Something missing, for which no event is to blame: reported by `parley check` alone.
  case absence
}

/// Every check, in the order in which help and findings list them; a test compares it with the folder.
package enum Checks {
  package static let all: [any Check.Type] = [
    UnreadEvent.self, Unsourced.self, WeakSource.self, EarlySource.self, OverPrecise.self, NotJoined.self,
    JoinedTwice.self, NotSuspended.self,
    NeverJoined.self, NoRound.self, NoEnd.self, AgreementTerm.self, AfterTerm.self, NeverBound.self,
    NoNotice.self, UnlinkedAgreement.self, NeverPledged.self, NotImplemented.self, OtherDoer.self,
    OwnVerifier.self, LatePledge.self, Overdue.self,
    OverlappingAdministrations.self, NegotiatorAsHead.self, NeverWanted.self, UnknownClause.self,
    UnknownPosition.self,
    Contradiction.self, ConflictingCorrections.self, Namesakes.self, RetractedReference.self, Unapplied.self,
    Duplicate.self, UntiedExchange.self,
    Gap.self,
  ]

  /// The checks with findings that are a reason to refuse an event.
  package static let strict = all.filter { $0.ground != .absence }

  package static func named(_ name: String) throws(Malformed) -> any Check.Type {
    if let check = all.first(where: { $0.name == name }) { return check }
    let hint = nearest(name, among: all.map { $0.name }).map { " Did you mean “\($0)”?" } ?? ""
    throw Malformed("There is no check “\(name)”.\(hint) “parley check --list” shows them all.")
  }
}

/// The input of the checks: the events recorded of one process, and its state at the end of a day.
package struct Inspection: Sendable {
  package let process: Slug
  package let state: ProcessState
  /// The day of judgement; what has not happened by its end is missing. No later than the record covers.
  package let day: CivilDay
  /// The limit of days without a contact.
  package let gap: Int
  let recorded: [Entry]

  package static let usualGap = 180

  /// - Parameter accordingTo: a party or a source; its account is preferred where it gives one.
  package init(
    of process: Slug, _ recorded: [Entry], on day: CivilDay, accordingTo: String? = nil, gap: Int = usualGap
  ) {
    self.process = process
    self.recorded = recorded
    self.gap = gap
    state = ProcessState.fold(recorded, in: process.text, asOf: day, accordingTo: accordingTo)
    self.day = state.coverage.lastDay(by: day)
  }

  /// The findings, in the order of the checks and within a check in that of the events.
  package func findings(by checks: [any Check.Type] = Checks.all) -> [Finding] {
    checks.flatMap { check in
      check.findings(in: self).sorted {
        $0.events == $1.events
          ? $0.sentence < $1.sentence : $0.events.all.lexicographicallyPrecedes($1.events.all)
      }
    }
  }

  /// The findings that concern at least one event at or after a position.
  package func findings(from first: Int64, by checks: [any Check.Type]) -> [Finding] {
    findings(by: checks).filter { $0.events.all.last.map { $0 >= first } ?? false }
  }

  /// The citations of an event, each completed from the process's definition of its source.
  func sources(of entry: Entry) -> [Source] {
    entry.event.sources.map { $0.inFull($0.key.flatMap { state.works[$0] }) }
  }

  /// The amendments in force of an event, in their order.
  func amendments(of id: EventID) -> [(entry: Entry, changes: [Change])] {
    (state.corrections.remarks[id] ?? []).filter(\.isInForce).compactMap { remark in
      guard case .amends(_, let changes)? = remark.entry.event.correction else { return nil }
      return (remark.entry, changes)
    }
  }
}

extension Entry {
  /// The headline in quotes.
  var quoted: String { "“\(event.headline)”" }
}

extension Check {
  /// That something happens before what it presumes, or without it: “ without having been convened”.
  ///
  /// - Parameters:
  ///   - participle: what is presumed, such as “convened”.
  ///   - later: when that is recorded to have happened, too late.
  static func missing(_ participle: String, _ later: Dating?) -> String {
    later.map { "before it was \(participle)\($0.when)" } ?? "without having been \(participle)"
  }

  /// How to mend an event that is dated too early, or else to record what is missing.
  static func remedy(_ early: Dating, _ later: Dating?, else hint: String) -> String {
    guard let later else { return hint }
    // A round that is told in one event ends by a field of it.
    let field = early.position == later.position ? "until" : "on"
    return
      "parley amend \(early.position) --set \(field)=DATE --because …, if the dates are the wrong way round"
  }
}

extension Dating {
  /// The date in words, in brackets; nothing where there is none.
  var when: String { on.map { " (\($0.inWords))" } ?? "" }

  func precedes(_ other: Dating) -> Truth {
    guard let on, let other = other.on else { return .unknown }
    return on.precedes(other)
  }
}
