import Talks

/// Fills the fields of an event from a row's columns of other names; fields without a column stay unset.
struct RowFields: FieldVisitor {
  let row: ChronicleRow
  /// The thing that the event is about; nil as long as that is not known.
  var subject: Subject?
  /// Who acts; an event whose type has room for one takes the first.
  var actors: [PartyID] = []
  /// Whether the type has room for one of them only, and no list of those who act with it.
  private(set) var takesOneActor = false

  mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) throws(Malformed) {
    switch "\(name)" {
    case "party":
      guard let first = actors.first else {
        throw Malformed("A row of type “\(row.type)” needs at least one party.", field: "parties")
      }
      takesOneActor = true
      try set(&value, to: first)
    case "head": try set(&value, to: headOfGovernment(in: row.title) ?? row.title)
    case "issue": try set(&value, to: row.track?.text ?? row.title)
    default:
      throw Malformed(
        "A row of type “\(row.type)” has no field for “\(name)”, which the event needs; log it in a journal.",
        field: "type")
    }
  }

  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    switch "\(name)" {
    case "inviter": value = TitleParties(row.title, among: row.parties).beginning as? V
    case "issue": value = row.track?.text as? V
    case "number": value = row.round as? V
    // A contact's kind is in the column of other events' format.
    case "kind": value = row.format.flatMap(ContactKind.init) as? V
    default: break
    }
  }

  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    guard "\(name)" == "with" else { return }
    value = actors.dropFirst().compactMap { $0 as? V }
    takesOneActor = false
  }

  mutating func subject(_ kind: ThingKind, _ value: inout Subject) { value = subject ?? value }

  private func set<V: FieldValue>(_ value: inout V, to said: some FieldValue) throws(Malformed) {
    if let same = said as? V { value = same } else { value = try V(typed: said.typed) }
  }
}
