import EventSourcing
import Postgres
import Talks

/// Works out from the bodies alone how each event is marked, in a way of its own, and compares that with what the
/// database has kept, and with what it lets whom see.
package struct MarkingAudit {
  /// A sentence for each difference.
  package private(set) var remarks: [String] = []
  /// The number of events that say something of markings, or of other events.
  package private(set) var count = 0

  /// The events that bear on markings, or that others speak of, in the order of the log.
  private var events: [Marked] = []
  /// The ids that events speak of.
  private var targets: Set<EventID> = []
  private var exists: Set<EventID> = []
  private let usual: Marking

  /// An event that has a marking, or bears on those of others.
  fileprivate struct Marked {
    let position: Int64
    let id: EventID
    /// What the database has kept.
    let kept: (marking: Marking?, sources: Marking?)
    /// Nil for an erased event.
    let said: Said?
  }

  /// What the body of an event says of markings.
  fileprivate struct Said {
    var marking: Marking?
    var sources: Marking?
    /// The events of which it speaks.
    var about: [EventID] = []
    var correction: (kind: CorrectionKind, target: EventID)?
    /// What an amendment sets, field by field.
    var set: [String]?
  }

  fileprivate enum CorrectionKind { case amends, retracts }

  package init(_ log: PostgresLog) throws {
    let connection = log.connection
    usual = try Marking(rawValue: connection.query("SELECT marking::text FROM log.setting")[0].get(0)) ?? .red
    try connection.transaction(.readOnlySnapshot) {
      // By the index, which takes no room on a full disk.
      try connection.execute("SET LOCAL enable_sort = off")
      try read(connection)
      try connection.execute("SET LOCAL enable_sort = on")
      try compareDerived(connection)
    }
    compare()
  }

  /// Reads events about others first, so that of the rest only those need be kept that these speak of.
  private mutating func read(_ connection: Connection) throws {
    try connection.copyRows(
      "COPY (SELECT type, body FROM log.event WHERE \(Self.editorial) AND body IS NOT NULL) TO STDOUT (FORMAT binary)"
    ) { row in
      let (type, body) = (try row.next(String.self), try row.next([UInt8].self))
      // One that cannot be understood is named where it is met again.
      if let said = try? Said(type: type, body: body) { targets.formUnion(said.about) }
    }
    // Most events say nothing of markings; a name may also be written with escapes.
    try connection.copyRows(
      """
      COPY (
        SELECT position, id, type, body IS NULL, marking::text, sources::text,
               CASE WHEN \(Self.editorial) OR strpos(body, 'tlp') > 0 OR strpos(body, '\\u00') > 0 THEN body END
        FROM log.event ORDER BY position) TO STDOUT (FORMAT binary)
      """
    ) { row in
      let (position, id, type) = (
        try row.next(Int64.self), EventID(try row.next(UUIDBytes.self)), try row.next(String.self)
      )
      let isErased = try row.next(Bool.self)
      let kept = (
        marking: try row.next(String?.self).flatMap(Marking.init(rawValue:)),
        sources: try row.next(String?.self).flatMap(Marking.init(rawValue:))
      )
      take(position, id, type, isErased: isErased, kept, try row.next([UInt8]?.self))
    }
  }

  /// - Parameter body: nil where it says nothing of markings or of other events.
  private mutating func take(
    _ position: Int64, _ id: EventID, _ type: String, isErased: Bool,
    _ kept: (marking: Marking?, sources: Marking?), _ body: [UInt8]?
  ) {
    // An amendment may mark it all the same.
    let isTarget = targets.contains(id)
    if isTarget { exists.insert(id) }
    let isPlain = !isErased && body == nil && kept.marking == nil && kept.sources == nil
    if isPlain && !isTarget { return }
    var said = isErased ? nil : Said()
    if let body {
      do { said = try Said(type: type, body: body) } catch {
        remarks.append("how event \(position) is marked cannot be worked out from its body")
        return
      }
    }
    if !isPlain { count += 1 }
    events.append(Marked(position: position, id: id, kept: kept, said: said))
  }

  private static let editorial: SQL = "(type LIKE 'event%' OR type LIKE 'dispute%')"

  static func isEditorial(_ type: String) -> Bool { type.hasPrefix("event") || type.hasPrefix("dispute") }

  private mutating func compare() {
    let amended = amendedMarkings()
    var marked: [EventID: Marking] = [:]
    let kept = Dictionary(events.lazy.compactMap { event in event.kept.marking.map { (event.id, $0) } }) {
      $1
    }
    for event in events {
      let own: Marking? =
        if let words = amended[event.id] {
          words.compactMap { $0.isEmpty ? nil : Self.marking($0) }.max()
        } else if let said = event.said {
          said.marking
        } else { event.kept.marking }
      func raised(_ targets: [EventID]) -> Marking? {
        let about = targets.filter(exists.contains).map { marked[$0] ?? kept[$0] }
        guard own != nil || about.contains(where: { $0 != nil }) else { return nil }
        return ([own ?? usual] + about.map { $0 ?? usual }).max()
      }
      let right = raised(event.said?.about ?? [])
      if let right { marked[event.id] = right }
      if event.kept.marking != right { remark(event.position, "marking", event.kept.marking, right) }
      if let said = event.said, said.sources != event.kept.sources {
        remark(event.position, "marking of the sources", event.kept.sources, said.sources)
      }
    }
  }

  private mutating func remark(_ position: Int64, _ what: String, _ kept: Marking?, _ right: Marking?) {
    func word(_ marking: Marking?) -> String { marking?.label ?? "none" }
    remarks.append(
      "the \(what) of event \(position) is kept as \(word(kept)), and by the record is \(word(right))")
  }

  /// What amendments in force say, by the event that they amend; from the last correction to the first, so that each is
  /// settled by the later ones before it is applied.
  private func amendedMarkings() -> [EventID: [String]] {
    let places = Dictionary(events.map { ($0.id, $0.position) }) { first, _ in first }
    var retracted: Set<EventID> = []
    var replaced: [EventID: [String]] = [:]
    var amended: [EventID: [String]] = [:]
    for event in events.reversed() {
      guard let said = event.said, let (kind, target) = said.correction, let place = places[target],
        place < event.position, !retracted.contains(event.id)
      else { continue }
      if kind == .retracts {
        retracted.insert(target)
        continue
      }
      guard let set = replaced[event.id] ?? said.set else { continue }
      let words = set.filter { $0.hasPrefix("tlp=") }.map { String($0.dropFirst(4)) }
      if !words.isEmpty, amended[target] == nil { amended[target] = words }
      let others = set.filter { $0.hasPrefix("set=") }.map { String($0.dropFirst(4)) }
      if !others.isEmpty, replaced[target] == nil { replaced[target] = others }
    }
    return amended
  }

  /// An unknown word counts as the highest marking.
  fileprivate static func marking(_ word: String) -> Marking {
    let upper = word.uppercased()
    return Marking(rawValue: upper.hasPrefix("TLP:") ? String(upper.dropFirst(4)) : upper) ?? .red
  }

  // MARK: What is derived from the markings

  private mutating func compareDerived(_ connection: Connection) throws {
    for (query, remark) in Self.derived {
      let wrong: Int64 = try connection.query(query)[0].get(0)
      if wrong > 0 { remarks.append("\(remark) (\(wrong))") }
    }
  }

  private static let derived: [(SQL, String)] = [
    (
      """
      WITH said AS (
        SELECT DISTINCT t, e.position, t IS NOT DISTINCT FROM log.corrected(e.type, e.body) AS corrects
        FROM log.event e, LATERAL log.spoken_of(e.type, e.body) t WHERE log.is_editorial(e.type) AND e.body IS NOT NULL)
      , kept AS (
        SELECT m.target, m.position, m.corrects FROM log.mention m JOIN log.event e USING (position)
        WHERE e.body IS NOT NULL)
      SELECT count(*) FROM ((TABLE said EXCEPT ALL TABLE kept) UNION ALL (TABLE kept EXCEPT ALL TABLE said)) differing
      """, "what speaks of which event is not kept as the record has it"
    ),
    (
      """
      WITH made AS (
        SELECT c.ceiling, row_number() OVER w AS position, e.stream,
               row_number() OVER (PARTITION BY c.ceiling, e.stream ORDER BY e.position) AS version, e.id, e.type,
               e.body, e.by, e.login, e.known, e.recorded,
               log.chained(decode(repeat('00', 32), 'hex'), e.leaf) OVER w AS chain
        FROM log.clearance c CROSS JOIN LATERAL log.seen_up_to(c.ceiling) e WHERE c.is_limited
        WINDOW w AS (PARTITION BY c.ceiling ORDER BY e.position))
      , kept AS (
        SELECT ceiling, position, stream, version, id, type, body, by, login, known, recorded, chain FROM log.extract)
      SELECT count(*) FROM ((TABLE made EXCEPT ALL TABLE kept) UNION ALL (TABLE kept EXCEPT ALL TABLE made)) differing
      """, "what roles with a ceiling see is not what the markings leave"
    ),
    (
      "SELECT count(*) FROM log.clearance WHERE is_limited <> log.exceeds(ceiling)",
      "roles with a ceiling are not kept from what is above it"
    ),
    (
      "SELECT count(*) FROM log.setting WHERE marking IS DISTINCT FROM log.marking_last_set()",
      "the marking of what says nothing of markings is not the one that was last set"
    ),
  ]
}

extension MarkingAudit.Said {
  fileprivate init(type: String, body: [UInt8]) throws(Malformed) {
    var tape = JSONTape()
    try tape.parse(body)
    let root = JSONTape.root
    marking = try tape.word("tlp", of: root).map(MarkingAudit.marking)
    if let cited = tape.member("sources", of: root), tape.kind(cited) == .array {
      for source in try tape.elements(cited) where tape.kind(source) == .object {
        guard let word = try tape.word("tlp", of: source) else { continue }
        sources = max(sources ?? .clear, MarkingAudit.marking(word))
      }
    }
    guard MarkingAudit.isEditorial(type) else { return }
    about = String(decoding: body, as: UTF8.self).matches(of: Self.quotedID).compactMap {
      EventID(String($0.output.1))
    }
    let kinds: [String: (MarkingAudit.CorrectionKind, StaticString)] = [
      "event-amended": (.amends, "amended"), "event-retracted": (.retracts, "retracted"),
    ]
    if let (kind, field) = kinds[type], let target = EventID(try tape.word(field, of: root) ?? ""),
      about.contains(target)
    {
      correction = (kind, target)
    }
    if let list = tape.member("set", of: root), tape.kind(list) == .array {
      var words: [String] = []
      for word in try tape.elements(list) { words.append(try tape.string(word)) }
      set = words
    }
  }

  private static var quotedID: Regex<(Substring, Substring)> {
    /"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"/
  }
}

extension JSONTape {
  /// The text of a member; nil where it is missing or null, and no marking where it is no text.
  fileprivate func word(_ name: StaticString, of node: Int) throws(Malformed) -> String? {
    guard let value = member(name, of: node), kind(value) != .null else { return nil }
    return kind(value) == .string ? try string(value) : "?"
  }
}
