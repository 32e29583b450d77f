import Glibc

/// A bar on a terminal's standard error; silent elsewhere.
final class Progress {
  private let total: Int64
  private let unit: String
  private let isShown = Terminal.isTerminal(STDERR_FILENO)
  private var shown: Int64 = -1

  init(total: Int64, unit: String) {
    self.total = total
    self.unit = unit
  }

  func show(_ done: Int64) {
    guard isShown, total > 0 else { return }
    let percent = min(100, done * 100 / total)
    guard percent != shown else { return }
    shown = percent
    let filled = Int(percent * 30 / 100)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Terminal.write("\r\(bar) \(percent) % of \(total) \(unit)", to: STDERR_FILENO)
  }

  func finish() {
    if isShown && shown >= 0 { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
  }
}
