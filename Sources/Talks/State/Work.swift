import EventSourcing

/// A source as its definitions describe it.
package struct Work: Hashable, Sendable {
  package var key: CitationKey
  package var title: String?
  package var authors: [String] = []
  package var kind: SourceKind?
  package var publisher: String?
  package var date: EDTF?
  /// When it was published, in words: `forthcoming`, `[1796]`; nil where the date says it all.
  package var dated: String?
  package var url: String?
  package var archive: String?
  package var accessed: EDTF?
  package var reliability: Reliability?
  package var language: String?
  package var doi: String?
  package var isbn: String?
  /// The events that define it, in the order of occurrence.
  package var positions: [Int64] = []
  /// The position of its first definition.
  package var position: Int64 { positions.first ?? 0 }

  package init(key: CitationKey, position: Int64? = nil) {
    self.key = key
    positions = [position].compactMap(\.self)
  }

  /// Applies a definition; absent fields keep their values.
  package mutating func learn(_ definition: SourceDefined, title: String?) {
    self.title = title ?? self.title
    if !definition.authors.isEmpty { authors = definition.authors }
    kind = definition.kind ?? kind
    publisher = definition.publisher ?? publisher
    if definition.date != nil || definition.dated != nil {
      (date, dated) = (definition.date, definition.dated)
    }
    url = definition.url ?? url
    archive = definition.archive ?? archive
    accessed = definition.accessed ?? accessed
    reliability = definition.reliability ?? reliability
    language = definition.language ?? language
    doi = definition.doi ?? doi
    isbn = definition.isbn ?? isbn
  }

  /// The work completed by another description of it.
  package func learning(_ other: Work) -> Work {
    var work = self
    work.learn(other.detail, title: other.title)
    return work
  }

  /// The event that defines it whole.
  package var definition: Event {
    var event = Event(detail)
    event.title = title
    return event
  }

  private var detail: SourceDefined {
    var detail = SourceDefined()
    detail.key = key
    detail.kind = kind
    detail.authors = authors
    detail.publisher = publisher
    detail.date = date
    detail.dated = dated
    detail.url = url
    detail.archive = archive
    detail.accessed = accessed
    detail.reliability = reliability
    detail.language = language
    detail.doi = doi
    detail.isbn = isbn
    return detail
  }
}

extension Source {
  /// The citation completed by the description of the work that it names; its own values prevail.
  package func inFull(_ work: Work?) -> Source {
    guard let work else { return self }
    var full = self
    full.title = title ?? work.title
    if authors.isEmpty { full.authors = work.authors }
    full.publisher = publisher ?? work.publisher
    full.date = date ?? work.dated ?? work.date?.text
    full.url = url ?? work.url
    full.archive = archive ?? work.archive
    full.accessed = accessed ?? work.accessed?.text
    full.reliability = reliability ?? work.reliability
    return full
  }
}

/// A source of a process, defined or only cited, and its uses.
package struct SourceUse: Sendable {
  /// The source as defined, or as first cited.
  package var source: Source
  /// Nil where this process does not define it.
  package let work: Work?
  /// Every credibility grade of its content, each once, the most credible first.
  package var credibility: [Credibility] = []
  /// The events that cite it.
  package var events: [Int64] = []
}

extension ProcessState {
  /// Every source that the process defines or cites: those with a key by their keys, then the others as they came up.
  package var sources: [SourceUse] {
    var found = works.values.map { SourceUse(source: Source(key: $0.key).inFull($0), work: $0) }
    var places: [Source: Int] = [:]
    for (place, use) in found.enumerated() { places[Source(key: use.source.key)] = place }
    let accounts = corrections.disputes.values.flatMap(\.accounts).map(\.entry)
    for entry in entries + accounts.sorted(by: { $0.id.isBefore($1.id) }) {
      for citation in entry.event.sources {
        let identity = citation.identity
        let place = places[identity] ?? found.count
        if place == found.count {
          places[identity] = place
          found.append(SourceUse(source: citation.whole, work: nil))
        }
        found[place].note(citation, at: entry.position)
      }
    }
    let (keyed, keyless) = (found.filter { $0.source.key != nil }, found.filter { $0.source.key == nil })
    return keyed.sorted { $0.source.key?.text ?? "" < $1.source.key?.text ?? "" } + keyless
  }
}

extension SourceUse {
  fileprivate mutating func note(_ citation: Source, at position: Int64) {
    if events.last != position { events.append(position) }
    if let grade = citation.credibility, !credibility.contains(grade) {
      credibility.append(grade)
      credibility.sort { $0.rawValue < $1.rawValue }
    }
    // A single citation's reliability does not apply to a defined source.
    if work == nil { source.reliability = citation.reliability ?? source.reliability }
  }
}

extension Source {
  /// The identity of the source: its key, or its bibliographic data without place and grade.
  fileprivate var identity: Source {
    key.map { Source(key: $0) } ?? Source(title: title, publisher: publisher, url: url, date: date)
  }

  /// The citation without the fields that apply to one place in the source.
  fileprivate var whole: Source {
    var whole = self
    (whole.page, whole.quote, whole.credibility, whole.tlp) = (nil, nil, nil, nil)
    return whole
  }
}
