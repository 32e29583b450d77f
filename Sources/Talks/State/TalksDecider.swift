import EventSourcing

/// An event to be recorded, with the referents available to it.
package struct Draft: Sendable {
  package let event: Event
  package let process: Slug
  package let surroundings: Surroundings
  package let origin: Origin

  /// Where a draft comes from.
  package enum Origin: Sendable {
    /// From somebody who sees the record.
    case here
    /// From another copy of the record, so that it may give a name that was given here.
    case copy
    /// From another record, which decided on what that held.
    case elsewhere
  }

  package init(
    _ event: Event, in process: Slug, surroundings: Surroundings = Surroundings(), origin: Origin = .here
  ) {
    self.origin = origin
    self.event = event
    self.process = process
    self.surroundings = surroundings
  }
}

/// Decides whether a draft can be recorded: refuses an unintelligible one, never an implausible one.
package enum TalksDecider {
  /// The event to record for a draft, given the names of its process; pure,
  /// so that a dry run decides as well.
  package static func decide(_ draft: Draft, in names: Names) throws(Malformed) -> Event {
    var event = draft.event
    if event.on == nil && !event.type.isTimeless {
      throw Malformed("The field “on” is missing: say when it happened, such as 2003-08-27.", field: "on")
    }
    event.detail = event.detail.within(draft.process).introducing { names.kind(of: $0) == nil }
    if let source = event.introduction, case .source(let key) = source, event.title == nil,
      !names.introduced.contains(source), !draft.surroundings.introduced.contains(source)
    {
      throw Malformed("The source “\(key)” is new, so that it needs a title.", field: "title")
    }
    let mentions = event.mentions
    try check(mentions, of: event, draft, names)
    // One that was recorded in another copy was judged there, by what was known there.
    if draft.origin != .copy, let remark = event.detail as? any Editorial {
      if let to = remark.correction.destination {
        event = try decide(move: event, to: to, draft, in: names)
      } else if let corrected = try draft.surroundings.check(remark, event) {
        let place = remark.targets.first.flatMap { draft.surroundings.events[$0]?.place }
        let names = place.flatMap { draft.surroundings.processes[$0] } ?? names
        try check(corrected.mentions, of: corrected, isCorrected: true, draft, names)
        if case (let kind, .existing(let reference))? = corrected.mentions.subject {
          try check(Reference(reference.slug), kind, kind.rawValue, draft, names)
        }
      }
    }
    if let (kind, subject) = mentions.subject {
      switch subject {
      case .existing(let reference):
        guard reference.process == nil || reference.process == draft.process else {
          throw Malformed(
            "“\(reference)” belongs to another process; log this event there.", field: kind.rawValue)
        }
        try check(Reference(reference.slug), kind, kind.rawValue, isSubject: true, draft, names)
      case .new(let slug?):
        if draft.origin != .copy, let taken = names.kind(of: slug) {
          throw isTaken(slug, by: taken, draft)
        }
      case .new(nil):
        let slug = names.free(defaultName(of: event, kind))
        event.detail = event.detail.naming(slug)
      }
    }
    return event
  }

  /// A move with everything that its event names found where it goes: things of the process that it leaves are named as
  /// such.
  private static func decide(
    move event: Event, to: Slug, _ draft: Draft, in names: Names
  ) throws(Malformed) -> Event {
    guard let move = event.detail as? any Editorial,
      let read = try draft.surroundings.check(move, event), let there = draft.surroundings.processes[to]
    else { return event }
    let target = move.targets.first.flatMap { draft.surroundings.events[$0] }
    let (from, isReturning) = (target?.place ?? draft.process, to == draft.process)
    if from == to { throw Malformed("The event belongs to \(to) already.", field: "to") }
    if draft.origin != .here { return event }
    let here = draft.surroundings.processes[from] ?? names
    if let (kind, subject) = read.mentions.subject {
      switch subject {
      case .new(let slug?):
        if let taken = there.kind(of: slug), !isReturning {
          throw Malformed(
            "The name “\(slug)” is taken by \(taken.withArticle) of \(to); give another with --called.",
            field: "called")
        }
      case .existing(let reference):
        if there.kind(of: reference.slug) != kind {
          throw Malformed(
            "There is no \(kind.rawValue) “\(reference.slug)” in \(to); move what names it first, or say with --called what it is called there.",
            field: "called")
        }
      case .new(nil): break
      }
    }
    var added: [Change] = []
    for (field, values) in read.typedFields {
      let references = read.mentions.all.compactMap { mention -> Reference? in
        if case .thing(let reference, _) = mention.mention, mention.field == field { reference } else { nil }
      }
      let strangers = references.filter {
        $0.process == nil && there.kind(of: $0.slug) == nil && here.kind(of: $0.slug) != nil
      }
      if strangers.isEmpty || field == read.mentions.subject?.kind.rawValue { continue }
      let named = values.map { value in
        strangers.contains { $0.slug.text == value } ? "\(from)/\(value)" : value
      }
      added += named.map { Change(field: field, value: $0) }
    }
    if added.isEmpty { return event }
    return try event.changed(
      by: (move.correction.changes + added).map { Change(field: "set", value: $0.typed) })
  }

  private static func isTaken(_ slug: Slug, by kind: ThingKind, _ draft: Draft) -> Malformed {
    Malformed(
      "The name “\(slug)” is taken by \(kind.withArticle) of \(draft.process); refer to it with --\(kind.rawValue), or choose another name.",
      field: "as")
  }

  private static func check(
    _ mentions: Mentions, of event: Event, isCorrected: Bool = false, _ draft: Draft, _ names: Names
  ) throws(Malformed) {
    let remark = event.detail as? any Editorial
    let saw = Set(remark?.saw ?? []).subtracting(remark?.targets ?? [])
    for (field, mention) in mentions.all {
      switch mention {
      case .party, .source:
        // It may be introduced in any process.
        if isUnknown(mention, draft, names), mention != event.introduction, draft.surroundings.gaps.isEmpty {
          throw unknown(mention, field, among: names.introduced.union(draft.surroundings.introduced))
        }
      case .thing(let reference, let kind):
        try check(reference, kind, field, draft, names)
      case .naming(let slug, _):
        if let taken = names.kind(of: slug), !isCorrected { throw isTaken(slug, by: taken, draft) }
      case .event(let id):
        // The target of a corrected correction was checked when that was recorded.
        // Nor need all be at hand that its maker had seen.
        guard isCorrected || draft.surroundings.events[id] != nil || saw.contains(id) else {
          throw Malformed("There is no event \(id) in \(draft.process).", field: field)
        }
      }
    }
  }

  private static func defaultName(of event: Event, _ kind: ThingKind) -> Slug {
    if let number = event.detail.number { return Slug(title: "round \(number)") }
    return Slug(title: event.headline)
  }

  private static func check(
    _ reference: Reference, _ kind: ThingKind?, _ field: String, isSubject: Bool = false, _ draft: Draft,
    _ names: Names
  ) throws(Malformed) {
    let known = self.names(for: reference, draft, names)
    guard let known, let found = known.kind(of: reference.slug) else {
      let process = reference.process ?? draft.process
      if draft.surroundings.gaps.contains(process) { return }
      let hint =
        nearest(reference.slug.text, among: (known?.slugs(of: kind) ?? []).map(\.text))
        .map { " Did you mean “\($0)”?" }
        ?? (isSubject
          ? " Record it first, or name a new one with --as where the event may be its first." : "")
      throw Malformed(
        "There is \(kind.map { "no \($0.rawValue)" } ?? "nothing called") “\(reference.slug)” in \(process).\(hint)",
        field: field)
    }
    if let kind, !known.has(reference.slug, of: kind) {
      throw Malformed("“\(reference)” is \(found.withArticle), not \(kind.withArticle).", field: field)
    }
  }

  /// The names of the process to which a reference is; nil where that is not at hand.
  private static func names(for reference: Reference, _ draft: Draft, _ names: Names) -> Names? {
    guard let process = reference.process, process != draft.process else { return names }
    return draft.surroundings.processes[process]
  }

  /// Whether no event that is at hand gives the name of a party, a source or a thing.
  private static func isUnknown(_ mention: Mention, _ draft: Draft, _ names: Names) -> Bool {
    switch mention {
    case .party, .source:
      !mention.isWellKnown && !names.introduced.contains(mention)
        && !draft.surroundings.introduced.contains(mention)
    case .thing(let reference, _): self.names(for: reference, draft, names)?.kind(of: reference.slug) == nil
    case .naming, .event: false
    }
  }

  /// The names of which a draft speaks and that no event gives.
  package static func unknownNames(in draft: Draft, _ names: Names) -> Set<Mention> {
    let mentions = draft.event.mentions
    var found = Set(mentions.all.map(\.mention).filter { isUnknown($0, draft, names) })
    if let introduction = draft.event.introduction { found.remove(introduction) }
    if case (let kind, .existing(let reference))? = mentions.subject {
      let subject = Mention.thing(reference, kind)
      if isUnknown(subject, draft, names) { found.insert(subject) }
    }
    return found
  }

  private static func unknown(_ mention: Mention, _ field: String, among known: Set<Mention>) -> Malformed {
    switch mention {
    case .source(let key):
      return .unknown(
        "source", key.text, among: known.compactMap(\.key?.text),
        advice: "Define one with “parley log source-defined”.", field: field)
    default:
      return .unknownParty(
        mention.party?.description ?? "", among: known.compactMap(\.party?.description) + Countries.codes,
        advice: "Introduce a new one with “parley log party-defined”.", field: field)
    }
  }
}
