/// The candidate closest to a mistyped word; nil where none is close, or so many have to be compared that a file of
/// mistyped words would take long.
package func nearest(_ word: String, among candidates: some Collection<String>) -> String? {
  if candidates.count > InputLimits.hints.value { return nil }
  let typed = Array(word.lowercased().utf8.prefix(64))
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(typed, Array(candidate.lowercased().utf8.prefix(64)))
    let isPrefix = typed.count >= 3 && candidate.lowercased().utf8.starts(with: typed)
    let cost = isPrefix ? 1 : distance
    let shorter = min(typed.count, candidate.utf8.count)
    // Half of a word of two letters is no slip of it, unless it is one letter more.
    let isOneMore = typed.count == shorter + 1 && typed.starts(with: candidate.lowercased().utf8)
    let limit = shorter < 3 && !isOneMore ? 0 : max(1, shorter / 3)
    let isBetter = best.map { (cost, candidate.utf8.count) < ($0.distance, $0.candidate.utf8.count) } ?? true
    // A single letter put for another is no slip of the fingers.
    if cost <= limit && cost < typed.count && isBetter { best = (candidate, cost) }
  }
  return best?.candidate
}

/// The edit distance of two words: insertions, deletions, replacements and swaps of neighbours.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var older: [Int] = []
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
      row.append(cost)
    }
    (older, previous) = (previous, row)
  }
  return previous[b.count]
}
