/// The candidate that a mistyped word most likely stood for, if one is near; ties go to the first.
func suggestion(for word: String, among candidates: [String]) -> String? {
  let typed = Array(word.drop { $0 == "-" })
  guard (2...40).contains(typed.count) else { return nil }
  let limit = max(1, min(3, typed.count / 3))
  return
    candidates
    .map { (name: $0, distance: editDistance(typed, Array($0.drop { $0 == "-" }))) }
    .filter { $0.distance <= limit }
    .min { $0.distance < $1.distance }?.name
}

/// How many letters must be inserted, removed, replaced or swapped with their neighbour.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var before: [Int] = []
  var above = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      row.append(cost)
    }
    (before, above) = (above, row)
  }
  return above[b.count]
}
