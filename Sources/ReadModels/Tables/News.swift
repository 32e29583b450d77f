internal import Talks

/// The events of a process that its tables do not tell of yet.
struct News {
  /// The names of their types; nil where one of them says something of other events, which can matter to every row.
  private let types: Set<String>?

  /// - Parameter reached: the position up to which the tables tell of the record.
  init(_ record: [Entry], after reached: Int64) {
    let new = record.filter { $0.position > reached }.map(\.event.type)
    types = new.contains { $0.isEditorial } ? nil : Set(new.map { $0.name })
  }

  /// Whether rows of a type can be others for them.
  func matters(to rows: any Projected.Type) -> Bool {
    guard let types, let wanted = rows.types else { return true }
    return wanted.contains { types.contains($0.name) }
  }
}
