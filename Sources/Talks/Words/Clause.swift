/// A clause of a proposal: something that it asks, offers, or wants to hold for all.
///
/// Typed as `name | kind of or to parties | issue | text`, such as
/// `yongbyon | offer to us | denuclearization | Dismantle all of Yongbyon`; the issue may be left out, and of a term
/// all but name and text.
package struct Clause: Hashable, Sendable {
  /// Its name within the proposal, by which answers and later versions refer to it.
  package var name: Slug
  package var kind: ClauseKind
  /// Of whom it is asked, or to whom it is offered; empty for all to whom the proposal is addressed.
  package var parties: [PartyID]
  /// On what; nil for the issue of the proposal.
  package var issue: String?
  package var text: String

  package init(_ name: Slug, _ kind: ClauseKind, _ parties: [PartyID], on issue: String?, _ text: String) {
    (self.name, self.kind, self.parties, self.issue, self.text) = (name, kind, parties, issue, text)
  }

  /// Whether another says the same under the same name, however it was typed.
  func says(asIn other: Clause) -> Bool {
    name == other.name && kind == other.kind && Set(parties) == Set(other.parties)
      && text.asWanted == other.text.asWanted
  }
}

extension Clause {
  /// Shows each part to a visitor.
  mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("name", &name, "its name within the proposal")
    try v.required("kind", &kind, "whether it is asked, offered, or to hold for all")
    try v.list("parties", &parties, "of whom it is asked, or to whom it is offered")
    try v.optional("issue", &issue, "on what, if not the issue of the proposal")
    try v.required("text", &text, "what it says")
  }

  /// The description of its parts.
  package static var fields: [FieldDescription] {
    var describer = FieldDescriber()
    Clause.placeholder.show(to: &describer)
    return describer.fields
  }

  /// For visitors that only look: none of them throws.
  private func show<V: FieldVisitor>(to visitor: inout V) {
    var copy = self
    do { try copy.fields(&visitor) } catch {
      preconditionFailure("A visitor that only looks has thrown: \(error)")
    }
  }
}

extension Clause: FieldValue {
  package static var kind: FieldKind { .clause }
  package static var placeholder: Clause { Clause(Slug.placeholder, .term, [], on: nil, "") }

  package init(typed text: String) throws(Malformed) {
    let parts = text.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
      .map { trimmed(String($0)) }
    guard parts.count > 1 else {
      throw Malformed(
        "“\(text)” is no clause; write it as “name | offer to us | issue | text”, with ask, offer or term.")
    }
    let head = try Clause.head(parts.count == 2 ? "term" : parts[1])
    self.init(
      try Slug(typed: parts[0]), head.kind, head.parties,
      on: parts.count == 4 && !parts[2].isEmpty ? parts[2] : nil, try String(typed: parts[parts.count - 1]))
  }

  /// Reads `ask of us`, `offer to us, kr` or `term`.
  private static func head(_ text: String) throws(Malformed) -> (kind: ClauseKind, parties: [PartyID]) {
    var words = text.split { $0 == " " || $0 == "," }.map(String.init)
    let kind = try ClauseKind(typed: words.isEmpty ? "" : words.removeFirst())
    if let word = words.first, word == "of" || word == "to" { words.removeFirst() }
    var parties: [PartyID] = []
    for word in words { parties.append(try PartyID(typed: word)) }
    return (kind, parties)
  }

  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Clause {
    if tape.kind(node) == .string {
      do { return try Clause(typed: tape.string(node)) } catch {
        throw Malformed(error.reason, column: tape.column(node))
      }
    }
    var reader = try FieldReader(tape, node)
    var clause = Clause.placeholder
    try clause.fields(&reader)
    try reader.finish(known: fields.map(\.name))
    if clause.issue?.contains("|") == true {
      throw Malformed("The issue of a clause must not hold “|”.", field: "issue", column: tape.column(node))
    }
    return clause
  }

  package func write(_ json: inout JSONWriter) {
    var writer = FieldWriter()
    show(to: &writer)
    writer.write(&json)
  }

  package var typed: String {
    let whom =
      parties.isEmpty ? "" : (kind == .ask ? " of " : " to ") + parties.map(\.typed).joined(separator: ", ")
    return "\(name) | \(kind.rawValue)\(whom) | \(issue ?? "") | \(text)"
  }

  package func forEachMention(_ body: (Mention) -> Void) { for party in parties { body(.party(party)) } }
}

extension String {
  /// The words of a text, however they were typed.
  var asWanted: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
