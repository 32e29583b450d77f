import ReadModels
import Talks

/// Which rows of an answer rest on an event that is told in several ways and that nobody has weighed yet.
struct Disputes {
  private let open: Set<Int64>

  /// - Parameter accounts: the rows of `AccountProjection`.
  init(_ accounts: Table) {
    open = Set(
      accounts.rows.indices.filter { accounts[$0, "open"].isTrue }.compactMap {
        accounts[$0, "event"].integer
      })
  }

  /// The disputed events on which a row rests.
  func events(of row: TableRow) -> [Int64] { open.isEmpty ? [] : row.events.all.filter(open.contains) }

  func mark(_ row: TableRow) -> String { events(of: row).isEmpty ? "" : " ‡" }

  /// What the mark means, for the rows that were shown; nil where none has it.
  func legend(_ rows: [TableRow], _ standpoint: Standpoint) -> String? {
    let events = Set(rows.flatMap(events)).sorted()
    guard let first = events.first else { return nil }
    let list = events.map { "event \($0)" }.joined(separator: ", ")
    // Up to a ceiling positions are counted anew, and “history” knows nothing of that.
    let command = standpoint.ceiling.map { "accounts --ceiling \($0.rawValue)" } ?? "history \(first)"
    return "‡ Accounts differ (\(list)); “parley \(command)” shows them."
  }
}

extension Standpoint {
  /// Throws where nobody of the name gives an account, so that every answer would be as without.
  func check(_ accounts: Table) throws {
    guard let accordingTo else { return }
    let names = Set(accounts.rows.indices.flatMap { accounts[$0, "according_to"].texts })
    if names.contains(accordingTo) { return }
    let hint = nearest(accordingTo, among: names).map { " Did you mean “\($0)”?" } ?? ""
    throw Failure("No account by “\(accordingTo)” is recorded here.\(hint)", .data)
  }
}
