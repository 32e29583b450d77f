/// The new head of a party by a headline such as “Mary Robinson becomes President”; nil for a headline of
/// another shape.
func headOfGovernment(in title: String) -> String? {
  let verbs = [
    " takes office", " takes power", " takes over", " takes the oath", " becomes ", " is inaugurated",
    " is sworn in", " sworn in", " succeeds", " is elected", " is re-elected", " re-elected", " elected",
    " returns as", " returns to office", " returns to power", " is appointed", " appointed", " is named",
    " assumes ", " comes to power", " inaugurated", " replaces ", " forms ", " wins ",
  ]
  // Text before a semicolon or colon is about something else: “A dies; B succeeds”.
  for clause in title.split(whereSeparator: { $0 == ";" || $0 == ":" }).reversed() {
    let found = verbs.compactMap { clause.firstRange(of: $0)?.lowerBound }.min()
    if let found {
      let head = clause[..<found].drop { $0 == " " }
      if !head.isEmpty { return String(head) }
    }
  }
  return nil
}
