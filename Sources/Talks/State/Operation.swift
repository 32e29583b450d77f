package import EventSourcing

/// What an event did to the record: it added something, or had what was recorded read otherwise.
package struct Operation: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case added, amended, retracted
    /// A correction no longer applies.
    case undone
    case merged, moved, disputed, resolved, erased
  }

  package let kind: Kind
  package let recorded: RecordedEvent<Event>
  /// The events that it is about, as they read before; one that is not in the record any more is left out.
  package let targets: [(position: Int64, event: Event)]
  /// The fields for which it states another value.
  package let fields: [FieldChange]
  /// Why, as the record says; nil where it says nothing.
  package let because: String?

  /// Another value of a field, in typed notation; an empty list where there is none.
  package struct FieldChange: Sendable, Equatable {
    package let field: String
    package let before: [String]
    package let after: [String]
  }

  /// The operations of the events of a record that were not in an earlier state of it, in the order of recording.
  ///
  /// - Parameter before: the events of that state.
  package static func between(
    _ before: [RecordedEvent<Event>], _ after: [RecordedEvent<Event>], zones: any ZoneRules
  ) -> [Operation] {
    let known = Set(before.map(\.id))
    let new = after.filter { !known.contains($0.id) }.sorted { $0.position < $1.position }
    if new.isEmpty { return [] }
    var readings = Readings(of: before, zones)
    return new.map { recorded in
      readings.prepare(for: recorded)
      let operation = Operation(recorded, readings)
      readings.add(recorded, operation.kind)
      return operation
    }
  }

  private init(_ recorded: RecordedEvent<Event>, _ readings: Readings) {
    self.recorded = recorded
    let correction = recorded.body.correction
    let targets = (correction?.targets ?? []).compactMap { readings.all[$0] }
    self.targets = targets
    let isOfCorrection = targets.first?.event.type.isEditorial ?? false
    let fields: (changes: [Change], because: String?)
    switch correction {
    case nil: (kind, fields) = (.added, ([], nil))
    case .amends(_, let changes)?: (kind, fields) = (.amended, (changes, nil))
    case .retracts?: (kind, fields) = (isOfCorrection ? .undone : .retracted, ([], nil))
    case .merges?: (kind, fields) = (.merged, ([], nil))
    case .moves(_, _, _, let changes)?: (kind, fields) = (.moved, (changes, nil))
    case .disputes(_, _, let changes, _, let because)?: (kind, fields) = (.disputed, (changes, because))
    case .resolves?: (kind, fields) = (.resolved, ([], nil))
    case .erases?: (kind, fields) = (.erased, ([], nil))
    }
    because = fields.because ?? recorded.body.statedReason
    self.fields = targets.first.map { Self.changes(of: $0.event, by: fields.changes) } ?? []
  }

  private static func changes(of event: Event, by changes: [Change]) -> [FieldChange] {
    let now = Dictionary(event.typedFields.map { ($0.field, $0.values) }) { first, _ in first }
    var named: [String] = []
    for change in changes.map(event.type.current) where !named.contains(change.field) {
      named.append(change.field)
    }
    return named.map { name in
      FieldChange(
        field: name, before: now[name] ?? [],
        after: changes.map(event.type.current).filter { $0.field == name && !$0.value.isEmpty }.map(\.value))
    }
  }
}

/// How each event of a record reads, whether it counts or not.
private struct Readings {
  private(set) var all: [EventID: (position: Int64, event: Event)] = [:]
  private var record: [RecordedEvent<Event>]
  private let zones: any ZoneRules
  /// The events of which others speak.
  private var spokenOf: Set<EventID>
  /// Whether something was recorded since that may have other events read otherwise.
  private var isBehind = true

  init(of record: [RecordedEvent<Event>], _ zones: any ZoneRules) {
    (self.record, self.zones) = (record, zones)
    spokenOf = Set(record.lazy.flatMap { $0.body.correction?.targets ?? [] })
    catchUp()
  }

  private mutating func catchUp() {
    all = [:]
    for event in record { note(event) }
    let corrections = Corrections(of: record.map { Entry($0, zones: zones) })
    let remarks = corrections.remarks.values.joined().map(\.entry)
    for entry in corrections.entries + corrections.uncounted + remarks {
      all[entry.id] = (entry.position, entry.event)
    }
    isBehind = false
  }

  /// Has the targets of an event read as they do before it.
  mutating func prepare(for event: RecordedEvent<Event>) {
    let targets = event.body.correction?.targets ?? []
    // A correction of which nobody has spoken reads as it was recorded.
    let isPlain = targets.allSatisfy { target in
      !spokenOf.contains(target) && all[target].map { $0.event.type.isEditorial } ?? true
    }
    if isBehind && !isPlain { catchUp() }
  }

  /// Adds an event that did something to the record.
  mutating func add(_ event: RecordedEvent<Event>, _ kind: Operation.Kind) {
    record.append(event)
    spokenOf.formUnion(event.body.correction?.targets ?? [])
    note(event)
    switch kind {
    case .added, .disputed, .erased, .retracted: break
    case .amended: change(event.body.correction)
    // What these leave of other events follows from the whole of the record.
    case .undone, .merged, .moved, .resolved: isBehind = true
    }
  }

  private mutating func note(_ event: RecordedEvent<Event>) { all[event.id] = (event.position, event.body) }

  private mutating func change(_ amendment: Correction?) {
    guard case .amends(let target, let changes)? = amendment, let (position, event) = all[target] else {
      return
    }
    // One that cannot be applied changes nothing, and is a finding.
    if let changed = try? event.changed(by: changes) { all[target] = (position, changed) }
  }
}

extension Event {
  /// The reason that it gives in a field of that name; nil where it gives none.
  fileprivate var statedReason: String? {
    typedFields.first { $0.field == "because" }?.values.first.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Operation {
  /// What was done, in a sentence without who and why.
  package var sentence: String {
    let (target, other) = (Self.name(targets.first), targets.count > 1 ? Self.name(targets.last) : nil)
    switch kind {
    case .added:
      let when = recorded.body.on.map { ", \($0.inWords)" } ?? ""
      return "Event \(recorded.position)\(when) is added: \(recorded.body.headline)"
    case .amended: return "\(target) is amended"
    case .retracted: return "\(target) is retracted"
    case .undone: return "\(target) is undone"
    case .merged: return "\(target) is merged into \(other.map(Self.lowered) ?? "an event")"
    case .moved:
      guard case .moves(_, let to, let called, _)? = recorded.body.correction else { return "" }
      return "\(target) is moved from \(recorded.stream) to \(to)" + (called.map { " as “\($0)”" } ?? "")
    case .erased: return "An event is erased for good"
    case .disputed:
      guard case .disputes(_, let party, _, let isDenied, _)? = recorded.body.correction else { return "" }
      let who = party?.name ?? recorded.body.sources.first?.names.first ?? "An account"
      return isDenied
        ? "\(who) denies \(Self.lowered(target))" : "\(who) tells \(Self.lowered(target)) otherwise"
    case .resolved:
      guard case .resolves(_, let preferred)? = recorded.body.correction else { return "" }
      return "\(target) is read "
        + (preferred == nil
          ? "as it was recorded" : "by the account \(other.map(Self.lowered) ?? "of an event")")
    }
  }

  private static func name(_ target: (position: Int64, event: Event)?) -> String {
    target.map { "Event \($0.position) “\($0.event.headline)”" } ?? "An event that is not in the record"
  }

  private static func lowered(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }
}
