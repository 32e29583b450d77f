import EventSourcing

/// Something in the record that does not add up; reported, never mended.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The name of the check that found it.
  package let check: String
  /// Those between which it does not add up.
  package let events: Provenance
  /// What does not add up; it names no position, so that it can be said of an event which has none yet.
  package let sentence: String
  /// What to do: a command, where one fits.
  package let hint: String

  package var description: String { "\(check): \(sentence)" }
}

/// A rule by which a record is judged, declared once; it finds only what is certain, whatever dates leave open.
package protocol Check: SendableMetatype {
  /// As it is typed: `joined-twice`.
  static var name: String { get }
  /// What it finds, in a few words.
  static var help: String { get }
  static var ground: Ground { get }
  /// What it finds, in any order.
  static func findings(in record: Inspection) -> [Finding]
}

extension Check {
  static func finding(_ sentence: String, _ events: Provenance, hint: String) -> Finding {
    Finding(check: name, events: events, sentence: sentence, hint: hint)
  }
}

/// What a check goes by, from which it follows when its findings are told.
package enum Ground: Sendable {
  /// How events go together: told as soon as one is logged, and a reason to refuse it under `--strict`.
  case coherence
  /// What an event rests on: a reason to refuse it under `--strict`.
  case evidence
  /// What is missing, for which no event is to blame: told by `parley check` alone.
  case absence
}

/// Every check, in the order in which help and findings list them; a test compares it with the folder.
package enum Checks {
  package static let all: [any Check.Type] = [
    Unsourced.self, WeakSource.self, EarlySource.self, OverPrecise.self, NotJoined.self, JoinedTwice.self,
    NoRound.self,
    NeverPledged.self, NotImplemented.self, Overdue.self, OverlappingAdministrations.self,
    Contradiction.self, RetractedReference.self, Unapplied.self, Duplicate.self, Gap.self,
  ]

  /// Those whose findings are a reason not to record an event.
  package static let strict = all.filter { $0.ground != .absence }

  package static func named(_ name: String) throws(Malformed) -> any Check.Type {
    if let check = all.first(where: { $0.name == name }) { return check }
    let hint = nearest(name, among: all.map { $0.name }).map { " Did you mean “\($0)”?" } ?? ""
    throw Malformed("There is no check “\(name)”.\(hint) “parley check --list” shows them all.")
  }
}

/// A process as checks look at it: what was recorded, and how it reads on a day.
package struct Inspection: Sendable {
  package let process: Slug
  package let state: ProcessState
  /// The day to whose end it is judged.
  package let day: CivilDay
  /// How many days without a contact are too many.
  package let gap: Int
  let recorded: [Entry]

  package static let usualGap = 180

  /// - Parameter accordingTo: the party or the source whose account is preferred where it gives one.
  package init(
    of process: Slug, _ recorded: [Entry], on day: CivilDay, accordingTo: String? = nil, gap: Int = usualGap
  ) {
    self.process = process
    self.recorded = recorded
    self.day = day
    self.gap = gap
    state = ProcessState.fold(recorded, asOf: day, accordingTo: accordingTo)
  }

  /// What checks find, in their order and then in that of the events.
  package func findings(by checks: [any Check.Type] = Checks.all) -> [Finding] {
    checks.flatMap { check in
      check.findings(in: self).sorted {
        $0.events == $1.events
          ? $0.sentence < $1.sentence : $0.events.all.lexicographicallyPrecedes($1.events.all)
      }
    }
  }

  /// What checks find that has to do with the events from a position on.
  package func findings(from first: Int64, by checks: [any Check.Type]) -> [Finding] {
    findings(by: checks).filter { $0.events.all.last.map { $0 >= first } ?? false }
  }

  /// What an event cites, each citation with what the process says of its source.
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

extension Dating {
  /// The date in words, in brackets; nothing where there is none.
  var when: String { on.map { " (\($0.inWords))" } ?? "" }

  func precedes(_ other: Dating) -> Truth {
    guard let on, let other = other.on else { return .unknown }
    return on.precedes(other)
  }
}
