import EventSourcing

/// An event to be recorded, with the referents available to it.
package struct Draft: Sendable {
  package let event: Event
  package let process: Slug
  package let surroundings: Surroundings
  /// Whether it was recorded before, in another copy of the record, so that it may give a name that was given here.
  package let isCopied: Bool

  package init(
    _ event: Event, in process: Slug, surroundings: Surroundings = Surroundings(), isCopied: Bool = false
  ) {
    self.event = event
    self.process = process
    self.surroundings = surroundings
    self.isCopied = isCopied
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
    event.detail = event.detail.within(draft.process)
    if let source = event.introduction, case .source(let key) = source, event.title == nil,
      !names.introduced.contains(source), !draft.surroundings.introduced.contains(source)
    {
      throw Malformed("The source “\(key)” is new, so that it needs a title.", field: "title")
    }
    let mentions = event.mentions
    try check(mentions, of: event, draft, names)
    // One that was recorded in another copy was judged there, by what was known there.
    if !draft.isCopied, let remark = event.detail as? any Editorial {
      if let corrected = try draft.surroundings.check(remark, event) {
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
        try check(Reference(reference.slug), kind, kind.rawValue, draft, names)
      case .new(let slug?):
        if !draft.isCopied, let taken = names.kind(of: slug) {
          throw Malformed(
            "The name “\(slug)” is taken by \(taken.withArticle) of \(draft.process); refer to it with --\(taken.rawValue), or choose another name.",
            field: "as")
        }
      case .new(nil):
        let slug = defaultName(of: event, kind).free { names.kind(of: $0) != nil }
        event.detail = event.detail.naming(slug)
      }
    }
    return event
  }

  private static func check(
    _ mentions: Mentions, of event: Event, isCorrected: Bool = false, _ draft: Draft, _ names: Names
  ) throws(Malformed) {
    let remark = event.detail as? any Editorial
    let saw = Set(remark?.saw ?? []).subtracting(remark?.targets ?? [])
    for (field, mention) in mentions.all {
      switch mention {
      case .party, .source:
        let isKnown =
          mention.isWellKnown || names.introduced.contains(mention)
          || draft.surroundings.introduced.contains(mention)
        if !isKnown && mention != event.introduction {
          throw unknown(mention, field, among: names.introduced.union(draft.surroundings.introduced))
        }
      case .thing(let reference, let kind):
        try check(reference, kind, field, draft, names)
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
    _ reference: Reference, _ kind: ThingKind?, _ field: String, _ draft: Draft, _ names: Names
  ) throws(Malformed) {
    let isElsewhere = reference.process != nil && reference.process != draft.process
    let known = isElsewhere ? reference.process.flatMap { draft.surroundings.processes[$0] } : names
    guard let known, let found = known.kind(of: reference.slug) else {
      let process = reference.process ?? draft.process
      let hint =
        nearest(reference.slug.text, among: (known?.slugs(of: kind) ?? []).map(\.text))
        .map { " Did you mean “\($0)”?" } ?? ""
      throw Malformed(
        "There is \(kind.map { "no \($0.rawValue)" } ?? "nothing called") “\(reference.slug)” in \(process).\(hint)",
        field: field)
    }
    if let kind, !known.has(reference.slug, of: kind) {
      throw Malformed("“\(reference)” is \(found.withArticle), not \(kind.withArticle).", field: field)
    }
  }

  private static func unknown(_ mention: Mention, _ field: String, among known: Set<Mention>) -> Malformed {
    func complaint(_ noun: String, _ name: String, _ others: [String], _ advice: String) -> Malformed {
      let hint = nearest(name, among: others.sorted()).map { " Did you mean “\($0)”?" } ?? ""
      return Malformed("There is no \(noun) “\(name)”.\(hint) \(advice)", field: field)
    }
    switch mention {
    case .source(let key):
      return complaint(
        "source", key.text, known.compactMap(\.key?.text), "Define one with “parley log source-defined”.")
    default:
      return complaint(
        "party", mention.party?.description ?? "", known.compactMap(\.party?.description) + Countries.codes,
        "Introduce a new one with “parley log party-defined”.")
    }
  }
}
