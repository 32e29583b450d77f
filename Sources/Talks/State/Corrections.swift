package import EventSourcing

/// The events of a process after its corrections: amended, merged, without retracted ones, and each by the
/// preferred account.
///
/// A correction is an ordinary event, so it can be amended, and is undone by retracting it. A later event may
/// refer to an earlier one, never the other way round.
package struct Corrections: Sendable {
  /// The events about the talks that count, as they are to be read, by position.
  package private(set) var entries: [Entry] = []
  /// The events that no longer count, in their final form.
  package private(set) var uncounted: [Entry] = []
  /// The corrections of each event by its id, in the order of recording.
  package private(set) var remarks: [EventID: [Remark]] = [:]
  /// The positions of the corrections in force, by the position of the corrected event.
  package private(set) var positions: [Int64: Provenance] = [:]
  /// The events with several accounts.
  package private(set) var disputes: [EventID: Dispute] = [:]
  /// The events that no longer count, each with the correction responsible.
  package private(set) var struck: [EventID: Entry] = [:]
  /// The move in force of each event that was moved between processes.
  package private(set) var moved: [EventID: Entry] = [:]
  /// The event in force by which the whole process goes by another name; nil while it keeps its own.
  package private(set) var renamed: Entry?
  /// Things that were recorded under two names: the name that goes, and the one that stays.
  package private(set) var aliases: [Slug: Slug] = [:]

  /// An event about another, and whether it still counts.
  package struct Remark: Sendable {
    package let entry: Entry
    package let isInForce: Bool
  }

  /// - Parameter entries: all events of the record of a process, in any order.
  /// - Parameter process: those that belong to another one do not count; nil to count all, wherever they belong.
  /// - Parameter accordingTo: a party or a source; its account is preferred where it gives one.
  package init(of entries: [Entry], in process: String? = nil, accordingTo: String? = nil) {
    guard entries.contains(where: { $0.event.type.isEditorial || !$0.belongs(to: process, nil, [:]) }) else {
      self.entries = entries
      return
    }
    // Without a process all count, wherever they belong.
    let renames = process == nil ? [:] : Self.renames(in: entries)
    renamed = process.flatMap { renames[$0] }
    var amendments: [EventID: [Entry]] = [:]
    var merges: [(into: EventID, gone: EventID)] = []
    var absorbed: [EventID: Entry] = [:]
    // From the last to the first, so that an event's own content is settled before it is applied to its
    // target.
    for recorded in entries.sorted(by: { $0.position > $1.position }) {
      if !recorded.event.type.isEditorial && !recorded.belongs(to: process, moved[recorded.id], renames) {
        continue
      }
      let retraction = struck[recorded.id]
      let entry = recorded.amended(by: (amendments[recorded.id] ?? []).reversed()).moved(
        by: moved[recorded.id])
      guard let remark = entry.event.detail as? any Editorial else {
        if retraction == nil {
          self.entries.append(entry)
        } else {
          uncounted.append(entry)
          if case .merges? = retraction?.event.correction { absorbed[entry.id] = entry }
        }
        continue
      }
      for target in remark.targets {
        remarks[target, default: []].append(Remark(entry: entry, isInForce: retraction == nil))
      }
      if retraction != nil { continue }
      switch remark.correction {
      case .amends(let target, _): amendments[target, default: []].append(entry)
      case .retracts(let target): struck[target] = entry
      case .merges(let gone, let kept):
        if struck[gone] != nil { break }
        struck[gone] = entry
        merges.append((kept, gone))
      case .disputes(let target, let party, let says, let isDenied, let because):
        let account = Account(
          entry: entry, party: party, says: says, isDenied: isDenied, because: because)
        disputes[target, default: Dispute()].accounts.insert(account, at: 0)
      case .resolves(let target, let preferred):
        disputes[target, default: Dispute()].resolve(preferring: preferred, entry)
      case .moves(let target, _, _, _): if moved[target] == nil { moved[target] = entry }
      case .erases: break
      }
    }
    self.entries.reverse()
    for target in remarks.keys { remarks[target]?.reverse() }
    for entry in self.entries + absorbed.values {
      guard let said = remarks[entry.id] else { continue }
      let found = said.filter(\.isInForce).map(\.entry.position)
      if !found.isEmpty { positions[entry.position] = Provenance(found) }
    }
    for merge in merges.reversed() {
      guard let gone = absorbed[merge.gone] else { continue }
      // The remaining event may itself have been merged into another later.
      if let kept = absorbed[merge.into] {
        absorbed[merge.into] = self.merge(gone, into: kept)
      } else if let index = self.entries.firstIndex(where: { $0.id == merge.into }) {
        self.entries[index] = self.merge(gone, into: self.entries[index])
      }
    }
    self.entries = self.entries.compactMap { entry in
      let told = tell(entry, accordingTo)
      if told == nil { uncounted.append(entry) }
      return told
    }
    if aliases.isEmpty { return }
    self.entries = self.entries.map { entry in
      var event = entry.event
      event.detail = event.detail.referring { named in
        named.process == nil ? Reference(current(named.slug)) : named
      }
      return event == entry.event ? entry : entry.with(event)
    }
  }

  /// The event that stands for another: the one into which it was merged, or else itself.
  package func remaining(_ id: EventID) -> EventID {
    var id = id
    // As many steps as there are corrections, for two may have been merged into each other.
    for _ in struck {
      guard case .merges(_, let kept)? = struck[id]?.event.correction else { break }
      id = kept
    }
    return id
  }

  /// The last renaming in force of each process, by its former name.
  private static func renames(in entries: [Entry]) -> [String: Entry] {
    let all = entries.filter { $0.event.detail.formerProcess != nil }
    if all.isEmpty { return [:] }
    let standing = Corrections(of: all + entries.filter { $0.event.type.isEditorial })
    let named = standing.entries.compactMap { entry in
      entry.event.detail.formerProcess.map { ($0.text, entry) }
    }
    return Dictionary(named.sorted { Entry.happensBefore($0.1, $1.1) }) { $1 }
  }

  /// Hands over the entries, so that they are not kept twice.
  mutating func take() -> [Entry] {
    defer { entries = [] }
    return entries
  }

  /// The event by the requested or preferred account; nil where that account denies it.
  private mutating func tell(_ entry: Entry, _ accordingTo: String?) -> Entry? {
    guard let dispute = disputes[entry.id] else { return entry }
    disputes[entry.id]?.recorded = entry.event
    disputes[entry.id]?.position = entry.position
    let asked = accordingTo.flatMap { name in dispute.accounts.last { $0.isBy(name) } }
    guard let account = asked ?? dispute.preferred else { return entry }
    if account.isDenied { return nil }
    // It rests on the account's sources first.
    let told = entry.changed(by: account.says)
    var event = told.event
    event.sources = account.entry.event.sources
    return told.with(event.citing(told.event.sources))
  }

  /// The remaining event with the values that only the other has;
  /// accounts of the other become accounts of it.
  ///
  /// An event of another type, which our own commands never merge, contributes nothing.
  private mutating func merge(_ gone: Entry, into kept: Entry) -> Entry {
    if case .new(let old?) = gone.event.subject, let new = kept.event.subject?.slug, old != new {
      aliases[old] = new
    }
    guard kept.event.type == gone.event.type else { return kept }
    positions[kept.position, default: []].formUnion(
      (positions[gone.position] ?? []).union(Provenance(gone.position)))
    if let dispute = disputes.removeValue(forKey: gone.id) {
      disputes[kept.id, default: Dispute()].take(dispute.accounts)
    }
    return kept.with(kept.event.filled(from: gone.event))
  }

  private func current(_ slug: Slug) -> Slug {
    var slug = slug
    // As many steps as there are names, for two may have been merged into each other.
    for _ in aliases {
      guard let next = aliases[slug] else { break }
      slug = next
    }
    return slug
  }
}

/// An event with several accounts.
package struct Dispute: Sendable {
  /// The rival accounts, in the order of recording, without the original one.
  package var accounts: [Account] = []
  /// The resolution in force.
  package private(set) var resolution: Entry?
  private var choice: EventID?
  /// The event as it was recorded and amended; nil where it no longer counts.
  package fileprivate(set) var recorded: Event?
  package fileprivate(set) var position: Int64 = 0

  init() {}

  /// The account that answers follow; nil for the original record.
  package var preferred: Account? { accounts.last { $0.entry.id == choice } }

  /// The originally recorded values of the fields on which accounts differ.
  package var contested: [Change] {
    let fields = Set(accounts.flatMap { $0.says.map(\.field) })
    return (recorded?.typedFields ?? []).filter { fields.contains($0.field) }.flatMap { field, values in
      values.map { Change(field: field, value: $0) }
    }
  }

  /// Whether there is an account later than the last resolution.
  package var isOpen: Bool {
    guard let last = accounts.last else { return false }
    // The preferred account may have been retracted since.
    if choice != nil && preferred == nil { return true }
    return resolution.map { $0.position < last.entry.position } ?? true
  }

  /// Adds the accounts of an event that was merged into this one.
  mutating func take(_ others: [Account]) {
    accounts = (accounts + others).sorted { $0.entry.position < $1.entry.position }
  }

  /// Sets the resolution, unless there is a later one.
  mutating func resolve(preferring preferred: EventID?, _ entry: Entry) {
    if resolution != nil { return }
    resolution = entry
    choice = preferred
  }
}

/// A rival account of an event by a party or a source.
package struct Account: Sendable {
  package let entry: Entry
  package let party: PartyID?
  package let says: [Change]
  /// Whether it denies that the event happened.
  package let isDenied: Bool
  /// The remark about it; nil where there is none.
  package let because: String?

  /// Whether it is the account of a party or a source of this name.
  package func isBy(_ name: String) -> Bool { names.contains(name) }

  /// The party's id, or the names of the sources.
  package var names: [String] { party.map { [$0.slug.text] } ?? entry.event.sources.flatMap(\.names) }
}

extension Entry {
  /// The entry with its amendments applied in order; an inapplicable one is skipped, and is a finding.
  fileprivate func amended(by amendments: [Entry]) -> Entry {
    amendments.reduce(self) { entry, amendment in
      let changed = entry.changed(by: amendment.event.correction?.changes ?? [])
      return changed.with(changed.event.citing(amendment.event.sources))
    }
  }

  /// Whether it belongs to a process, by its move in force; any does where none is named.
  ///
  /// - Parameter renames: the renaming in force of each process.
  fileprivate func belongs(to process: String?, _ move: Entry?, _ renames: [String: Entry]) -> Bool {
    guard let process, var place = move?.event.correction?.destination?.text ?? home else { return true }
    // As many steps as there are renamings, for two may be in a circle.
    for _ in renames {
      guard let next = renames[place]?.home else { break }
      place = next
    }
    return place == process
  }

  /// The entry as it reads where it was moved to.
  fileprivate func moved(by move: Entry?) -> Entry {
    guard case .moves(_, let to, let called, let set)? = move?.event.correction else { return self }
    do { return with(try event.moved(to: to, called: called, set: set)) } catch { return self }
  }

  fileprivate func changed(by changes: [Change]) -> Entry {
    do { return with(try event.changed(by: changes)) } catch { return self }
  }
}

extension Event {
  /// With more sources, each once.
  fileprivate func citing(_ more: [Source]) -> Event {
    var event = self
    for source in more where !event.sources.contains(source) { event.sources.append(source) }
    return event
  }

  /// The event with the values that only another record of the same happening has.
  fileprivate func filled(from other: Event) -> Event {
    let own = Dictionary(typedFields.map { ($0.field, $0.values) }) { first, _ in first }
    let lists = Set((Event.commonFields + type.fields).filter { $0.need == .list }.map(\.name))
    let names = Set((Event.commonFields + type.fields).map(\.name)).subtracting(
      ["as", "sources"] + ThingKind.allCases.map { "\($0.fieldName)" })
    var changes: [Change] = []
    for (field, values) in other.typedFields where names.contains(field) {
      let more = values.filter { !(own[field] ?? []).contains($0) }
      if own[field] == nil || (lists.contains(field) && !more.isEmpty) {
        changes += ((own[field] ?? []) + more).map { Change(field: field, value: $0) }
      }
    }
    var filled = self
    do { filled = try changed(by: changes) } catch {}
    return filled.citing(other.sources)
  }
}
