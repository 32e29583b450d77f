package import EventSourcing

/// The target of an event about the record.
package struct Target: Sendable {
  /// In its current form; nil where only its id is available.
  package let event: Event?
  /// The position of the event that retracted or absorbed it; nil while it counts.
  package let struckBy: Int64?
  /// Whether it has rival accounts; nil where that is not available.
  package let isDisputed: Bool?
  /// The process that it belongs to, where it was moved there.
  package let place: Slug?
  /// The corrections of it that differ and did not know each other.
  package let contested: Set<EventID>

  package init(
    _ event: Event?, struckBy: Int64? = nil, isDisputed: Bool? = nil, place: Slug? = nil,
    contested: Set<EventID> = []
  ) {
    self.place = place
    self.event = event
    self.struckBy = struckBy
    self.isDisputed = isDisputed
    self.contested = contested
  }
}

extension Surroundings {
  /// Adds the events to which a draft refers from the record of its process.
  package mutating func learn(_ entries: [Entry], about draft: Event) {
    guard let remark = draft.detail as? any Editorial, !remark.targets.isEmpty else { return }
    let corrections = Corrections(of: entries)
    var current: [EventID: Event] = [:]
    for entry in corrections.entries { current[entry.id] = entry.event }
    for remark in corrections.remarks.values.joined() { current[remark.entry.id] = remark.entry.event }
    for target in remark.targets {
      guard let recorded = entries.first(where: { $0.id == target }) else { continue }
      events[target] = Target(
        current[target] ?? recorded.event, struckBy: corrections.struck[target]?.position,
        isDisputed: corrections.disputes[target]?.accounts.isEmpty == false,
        place: corrections.moved[target]?.event.correction?.destination,
        contested: Set((corrections.conflicts[target] ?? []).flatMap(\.claims).map(\.id)))
    }
  }

  /// Throws if an event about the record cannot apply to its targets.
  ///
  /// - Returns: the changed content of its target, where it changes.
  func check(_ remark: any Editorial, _ event: Event) throws(Malformed) -> Event? {
    for target in remark.targets where !remark.correction.isErasure {
      if let position = events[target]?.struckBy {
        throw Malformed(
          "The event \(target) does not count any more, by event \(position); retract that first.")
      }
      if events[target]?.event?.correction?.isErasure == true {
        throw Malformed("The event \(target) says that another was erased, and stays.")
      }
    }
    switch remark.correction {
    case .retracts, .erases: return nil
    case .amends(let target, let changes):
      if changes.isEmpty && event.sources.isEmpty {
        throw Malformed("Nothing is amended: give a field with --set, such as on=2005-09-19.", field: "set")
      }
      return try changed(target, by: changes, "set")
    case .merges(let merged, let into):
      if [merged, into].contains(where: { events[$0]?.event?.type.isEditorial == true }) {
        throw Malformed("Only what happened can be merged; a correction is amended or retracted.")
      }
      if merged == into {
        throw Malformed("An event cannot be merged into itself.", field: "into")
      }
      if let gone = events[merged]?.event, let kept = events[into]?.event,
        let difference = gone.difference(from: kept)
      {
        throw Malformed(
          "These are not records of one happening, since \(difference); amend or retract one.")
      }
      return nil
    case .moves(let target, let to, let called, let set):
      if events[target]?.event?.type.isEditorial == true {
        throw Malformed("Only what happened can be moved; what is said about it follows.")
      }
      guard let names = processes[to], !names.isEmpty else {
        throw Malformed("There is no process “\(to)” yet; record something of it first.", field: "to")
      }
      guard let found = events[target]?.event else { return nil }
      do { return try found.moved(to: to, called: called, set: set) } catch {
        throw Malformed(error.field.map { "\($0): \(error.reason)" } ?? error.reason, field: "set")
      }
    case .disputes(let target, let party, let changes, let isDenied, _):
      if party == nil && event.sources.isEmpty {
        throw Malformed("Say whose account it is, with --party or --source.", field: "party")
      }
      if changes.isEmpty != isDenied {
        throw Malformed(
          "Say either what the account says instead, such as --account on=2005-09-29, or that it is --denied.",
          field: "account")
      }
      if events[target]?.event?.type.isEditorial == true {
        throw Malformed("Only what happened can be disputed; a correction is amended or retracted.")
      }
      return try changed(target, by: changes, "account")
    case .resolves(let resolved, let preferred):
      let contested = events[resolved]?.contested ?? []
      if let preferred, contested.contains(preferred) { return nil }
      if events[resolved]?.isDisputed == false, !contested.isEmpty {
        throw Malformed(
          "Say which of the corrections of the event \(resolved) holds, with --prefer; “parley check conflict” shows them.",
          field: "preferred")
      }
      if events[resolved]?.isDisputed == false {
        throw Malformed(
          "Nobody tells the event \(resolved) otherwise; “parley dispute” records an account.",
          field: "resolved")
      }
      if let preferred, let event = events[preferred]?.event {
        if case .disputes(resolved, _, _, _, _)? = event.correction { return nil }
        throw Malformed(
          "The event \(preferred) is no account of the event \(resolved).", field: "preferred")
      }
      return nil
    }
  }

  private func changed(
    _ target: EventID, by changes: [Change], _ field: String
  ) throws(Malformed) -> Event? {
    guard let event = events[target]?.event, !changes.isEmpty else { return nil }
    let changed: Event
    do { changed = try event.changed(by: changes) } catch {
      throw Malformed(error.field.map { "\($0): \(error.reason)" } ?? error.reason, field: field)
    }
    if changed == event { throw Malformed("The event \(target) says that already.", field: field) }
    if changed.on == nil && !changed.type.isTimeless {
      throw Malformed("on: An event of this type needs a date.", field: field)
    }
    return changed
  }
}
