package import EventSourcing

/// The events of a process after its corrections: amended, merged, without retracted ones, and each by the
/// preferred account.
///
/// A correction is an ordinary event, so it can be amended, and is undone by retracting it. What the record comes to
/// depends on which events there are, and not on the order in which they were recorded: a correction comes after all
/// that it knew, and two that did not know each other and differ are a conflict.
package struct Corrections: Sendable {
  /// The events about the talks that count, as they are to be read, in no particular order.
  package private(set) var entries: [Entry] = []
  /// The events that no longer count, in their final form.
  package private(set) var uncounted: [Entry] = []
  /// The corrections of each event by its id, each after all that it knew.
  package private(set) var remarks: [EventID: [Remark]] = [:]
  /// The positions of the corrections in force, by the position of the corrected event.
  package private(set) var positions: [Int64: Provenance] = [:]
  /// The events with several accounts.
  package private(set) var disputes: [EventID: Dispute] = [:]
  /// The corrections of each event that differ and did not know each other.
  package private(set) var conflicts: [EventID: [Conflict]] = [:]
  /// The events that no longer count, each with the correction responsible.
  package private(set) var struck: [EventID: Entry] = [:]
  /// The move in force of each event that was moved between processes.
  package private(set) var moved: [EventID: Entry] = [:]
  /// The event in force by which the whole process goes by another name; nil while it keeps its own.
  package private(set) var renamed: Entry?
  /// Things that were recorded under two names: the name that goes, and the one that stays.
  package private(set) var aliases: [Slug: Slug] = [:]
  /// The names that several events give.
  package private(set) var namesakes: [Namesake] = []
  /// What each correction knew of the others.
  private var causality = Causality()

  /// An event about another, and whether it still counts.
  package struct Remark: Sendable {
    package let entry: Entry
    package let isInForce: Bool
  }

  /// - Parameters:
  ///   - entries: all events of the record of a process, in any order.
  ///   - process: those that belong to another one do not count; nil to count all, wherever they belong.
  ///   - whole: all of which these are a part; a correction may have seen what is not in the part.
  ///   - accordingTo: a party or a source; its account is preferred where it gives one.
  package init(
    of entries: [Entry], in process: String? = nil, among whole: [Entry]? = nil, accordingTo: String? = nil
  ) {
    guard entries.contains(where: { $0.event.type.isEditorial || !$0.belongs(to: process, nil, [:]) }) else {
      self.entries = entries
      tellNamesakesApart()
      return
    }
    // Without a process all count, wherever they belong.
    let renames = process == nil ? [:] : Self.renames(in: entries)
    renamed = process.flatMap { renames[$0] }
    let whole = whole ?? entries
    causality = Causality(
      whole.compactMap { Causality.Statement($0.id, $0.event) }, among: Set(whole.map(\.id)))
    // From the last correction to the first, so that what a correction comes to is settled before it is applied.
    let statements = entries.filter { $0.event.type.isEditorial }
      .sorted { causality.precedes($1.id, $0.id) }
    var applied: [EventID: [Entry]] = [:]
    var settled: Set<EventID> = []
    for recorded in statements {
      settled.insert(recorded.id)
      let (entry, removal) = settle(recorded, applied)
      let targets = entry.event.correction?.targets ?? []
      for target in Set(targets) {
        remarks[target, default: []].append(Remark(entry: entry, isInForce: removal == nil))
        // Of two that speak of each other, the later is heard.
        if removal == nil, !settled.contains(target) { applied[target, default: []].append(entry) }
      }
    }
    for target in remarks.keys { remarks[target]?.reverse() }

    var merged: [EventID: (gone: Entry, by: Entry)] = [:]
    for recorded in entries where !recorded.event.type.isEditorial {
      let (entry, removal) = settle(recorded, applied)
      if !recorded.belongs(to: process, moved[recorded.id], renames) { continue }
      if case .merges? = removal?.event.correction, let removal { merged[entry.id] = (entry, removal) }
      if removal == nil { self.entries.append(entry) } else { uncounted.append(entry) }
    }
    breakCircles(&merged)
    for entry in self.entries + merged.values.map(\.gone) {
      guard let said = remarks[entry.id] else { continue }
      let found = said.filter(\.isInForce).map(\.entry.position)
      if !found.isEmpty { positions[entry.position] = Provenance(found) }
    }
    merge(merged)
    self.entries = self.entries.compactMap { entry in
      let told = tell(entry, accordingTo)
      if told == nil { uncounted.append(entry) }
      return told
    }
    if !aliases.isEmpty {
      self.entries = self.entries.map { entry in
        var event = entry.event
        event.detail = event.detail.referring { named in
          named.process == nil ? Reference(current(named.slug)) : named
        }
        return event == entry.event ? entry : entry.with(event)
      }
    }
    tellNamesakesApart()
  }

  /// Gives things other names that were named alike in different copies and are not one.
  private mutating func tellNamesakesApart() {
    let names = NameTable(entries)
    namesakes = names.namesakes
    if !names.isPlain { entries = entries.map(names.told) }
  }

  /// Whether corrections of an event, or of these in turn, differ and did not know each other.
  package func isContested(_ id: EventID) -> Bool {
    if conflicts.isEmpty { return false }
    var (left, seen): ([EventID], Set<EventID>) = ([id], [id])
    while let next = left.popLast() {
      if conflicts[next] != nil { return true }
      for remark in remarks[next] ?? [] where remark.isInForce && seen.insert(remark.entry.id).inserted {
        left.append(remark.entry.id)
      }
    }
    return false
  }

  /// An event as its corrections have it, and the correction by which it no longer counts.
  private mutating func settle(
    _ recorded: Entry, _ applied: [EventID: [Entry]]
  ) -> (entry: Entry, removal: Entry?) {
    guard let said = applied[recorded.id] else { return (recorded, nil) }
    var claims = Claims(on: recorded, said.reversed(), causality)
    let removal = claims.removal()
    struck[recorded.id] = removal
    let move = claims.move()
    moved[recorded.id] = move
    let entry = claims.amended().moved(by: move)
    if let dispute = claims.dispute() { disputes[recorded.id] = dispute }
    if !claims.conflicts.isEmpty { conflicts[recorded.id] = claims.conflicts }
    return (entry, removal)
  }

  /// Lets an event count that was merged in a circle: by the merge of the greatest id.
  private mutating func breakCircles(_ merged: inout [EventID: (gone: Entry, by: Entry)]) {
    func destination(_ id: EventID) -> EventID? {
      if case .merges(_, let kept)? = merged[id]?.by.event.correction { kept } else { nil }
    }
    // The way from each event is followed once, for it leads to no circle that is not broken.
    var followed: Set<EventID> = []
    for start in merged.keys.sorted() {
      var (path, next) = ([EventID](), Optional(start))
      while let id = next, followed.insert(id).inserted {
        path.append(id)
        next = destination(id)
      }
      guard let closing = next, let first = path.firstIndex(of: closing) else { continue }
      let circle = path[first...].compactMap { merged[$0] }.sorted { $0.by.id < $1.by.id }
      guard let (gone, _) = circle.last else { continue }
      merged[gone.id] = nil
      struck[gone.id] = nil
      uncounted.removeAll { $0.id == gone.id }
      entries.append(gone)
      conflicts[gone.id, default: []].append(
        Conflict(event: gone, subject: .circle, claims: circle.map(\.by)))
    }
  }

  /// Has the events that stay take over what those have that were merged into them, however many steps away.
  private mutating func merge(_ merged: [EventID: (gone: Entry, by: Entry)]) {
    if merged.isEmpty { return }
    var into: [EventID: [(gone: Entry, by: Entry)]] = [:]
    for (gone, by) in merged.values {
      if case .merges(_, let kept)? = by.event.correction { into[kept, default: []].append((gone, by)) }
    }
    let absorbed = into.mapValues { merged in
      merged.sorted { causality.precedes($0.by.id, $1.by.id) }.map(\.gone)
    }
    for index in entries.indices where absorbed[entries[index].id] != nil {
      entries[index] = complete(entries[index], absorbed)
    }
  }

  /// An event with what was merged into it and into these, innermost first; without recursion, since the way may be long.
  private mutating func complete(_ entry: Entry, _ absorbed: [EventID: [Entry]]) -> Entry {
    var (entry, left) = (entry, absorbed[entry.id, default: []][...])
    var outer: [(entry: Entry, left: ArraySlice<Entry>)] = []
    while true {
      if let gone = left.popFirst() {
        outer.append((entry, left))
        (entry, left) = (gone, absorbed[gone.id, default: []][...])
      } else if let (kept, others) = outer.popLast() {
        (entry, left) = (merge(entry, into: kept), others)
      } else {
        return entry
      }
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
    let standing = Corrections(
      of: all + entries.filter { $0.event.type.isEditorial }, among: entries)
    var named = standing.entries.filter { $0.event.detail.formerProcess != nil }
    OccurrenceOrder.sort(&named)
    return Dictionary(named.compactMap { entry in entry.event.detail.formerProcess.map { ($0.text, entry) } })
    {
      $1
    }
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
      disputes[kept.id, default: Dispute()].take(dispute.accounts, by: causality.precedes)
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
  /// The rival accounts, each after all that it knew, without the original one.
  package var accounts: [Account] = []
  /// The resolution in force.
  package private(set) var resolution: Entry?
  private var choice: EventID?
  /// The accounts that the resolution weighed.
  private var weighed: Set<EventID> = []
  /// Whether no other resolution that did not know this one prefers another account.
  private var isAgreed = true
  /// The event as it was recorded and amended; nil where it no longer counts.
  package fileprivate(set) var recorded: Event?
  package fileprivate(set) var position: Int64 = 0

  init() {}

  /// The account that answers follow; nil for the original record.
  package var preferred: Account? { choice.flatMap { id in accounts.last { $0.entry.id == id } } }

  /// The originally recorded values of the fields on which accounts differ.
  package var contested: [Change] {
    let fields = Set(accounts.flatMap { $0.says.map(\.field) })
    return (recorded?.typedFields ?? []).filter { fields.contains($0.field) }.flatMap { field, values in
      values.map { Change(field: field, value: $0) }
    }
  }

  /// Whether there is an account that the resolution did not weigh.
  package var isOpen: Bool {
    if accounts.isEmpty { return false }
    // The preferred account may have been retracted since.
    if resolution == nil || !isAgreed || choice != nil && preferred == nil { return true }
    return !accounts.allSatisfy { weighed.contains($0.entry.id) }
  }

  /// Adds the accounts of an event that was merged into this one.
  mutating func take(_ others: [Account], by precedes: (EventID, EventID) -> Bool) {
    accounts = (accounts + others).sorted { precedes($0.entry.id, $1.entry.id) }
  }

  /// Sets the resolution.
  ///
  /// - Parameter knew: whether it, or one that agrees with it, knew an account.
  mutating func resolve(
    preferring preferred: EventID?, _ entry: Entry, isAgreed: Bool, knew: (EventID) -> Bool
  ) {
    resolution = entry
    choice = preferred
    self.isAgreed = isAgreed
    weighed = Set(accounts.map(\.entry.id).filter(knew))
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
}

extension Event {
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
