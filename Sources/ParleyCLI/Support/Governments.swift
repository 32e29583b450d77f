import ReadModels
import Talks

/// Who governs whom on the day of an answer, whichever process recorded it.
struct Governments {
  private let heads: [String: [String]]

  /// - Parameter administrations: the rows of `AdministrationProjection`, of all processes.
  init(_ administrations: Table) {
    func since(_ row: Int) -> Int32 { administrations[row, "since_day"].day?.days ?? .min }
    var heads: [String: [String]] = [:]
    let rows = administrations.rows.indices.filter { administrations[$0, "in_office"].truth != .no }
    for row in rows.sorted(by: { since($0) < since($1) }) {
      guard let party = administrations[row, "party"].text, let head = administrations[row, "head"].text
      else { continue }
      if administrations[row, "in_office"].isTrue { heads[party] = [] }
      if heads[party]?.contains(head) != true { heads[party, default: []].append(head) }
    }
    self.heads = heads
  }

  /// Who governs a party; each who may, where dates leave it open; nil where nobody is recorded.
  func head(of party: String) -> String? {
    guard let heads = heads[party], !heads.isEmpty else { return nil }
    return heads.joined(separator: " or ")
  }

  /// A roster with a column `under`, for those at the table.
  func heading(_ roster: Table) -> Table {
    roster.adding(.text("under")) { row in
      let head = roster[row, "at_table"].truth == .no ? nil : roster[row, "party"].text.flatMap(head)
      return (head.map(Cell.text) ?? .null, ["at_table"])
    }
  }
}
