internal import Talks

/// The events of a process that its tables do not tell of yet.
struct News {
  /// The position up to which the tables tell of the record.
  let reached: Int64
  /// The names of their types; nil where one of them says something of other events, which can matter to every row.
  private let types: Set<String>?
  /// Whether the row of no other event can be another one for them: they name no thing, which could have a title by them, and
  /// define no work, which others may cite.
  let leaveOtherEvents: Bool

  /// - Parameter reached: the position up to which the tables tell of the record.
  init(_ record: [Entry], after reached: Int64) {
    self.reached = reached
    let new = record.filter { $0.position > reached }.map(\.event)
    types = new.contains { $0.type.isEditorial } ? nil : Set(new.map(\.typeName))
    leaveOtherEvents =
      types != nil && new.allSatisfy { $0.mentions.subject == nil && !($0.detail is any Introducing) }
  }

  /// Whether rows of a type can be others for them.
  func matters(to rows: any Projected.Type) -> Bool {
    guard let types, let wanted = rows.types else { return true }
    return wanted.contains { types.contains($0.name) }
  }
}
