import Answers
import Imports
import Talks

/// Asks a person, row by row, what the doubtful rows of a chronicle speak of.
final class TieReview {
  /// Whether the rows that are left are to be left open.
  private var leavesRest = false
  private var asked = 0

  private static let letters = Array("abcdefghi")

  /// - Throws: `ImportError.reviewEnded` where the person breaks off, or the input has come to its end.
  func ask(_ doubt: ImportReport.Doubt) throws -> TieAnswer? {
    if leavesRest { return nil }
    asked += 1
    let choices = Array(zip(Self.letters, doubt.candidates))
    show(doubt, choices)
    while true {
      let letters = choices.map { "\($0.0), " }.joined()
      Terminal.write("[\(letters)n, s, r, q, ?] ", to: 1)
      guard let line = readLine() else {
        Terminal.print("")
        throw ImportError.reviewEnded
      }
      let said = trimmed(line).lowercased()
      if let choice = choices.first(where: { String($0.0) == said }) { return .thing(choice.1.thing) }
      switch said {
      case "n": return .alone
      case "s": return nil
      case "r":
        leavesRest = true
        return nil
      case "q": throw ImportError.reviewEnded
      default: Terminal.print(Self.help)
      }
    }
  }

  private func show(_ doubt: ImportReport.Doubt, _ choices: [(Character, ChronicleTie)]) {
    var lines = ["", "Line \(doubt.line), \(doubt.process), \(doubt.date): \(doubt.title)"]
    if let summary = doubt.summary { lines.append("  \(summary)") }
    if doubt.isRecorded { lines.append("  It is recorded as standing alone.") }
    lines.append("Does it speak of")
    lines += choices.map { letter, tie in "  \(letter)  \(tie.title) (\(tie.thing), \(tie.likeness)%)" }
    lines.append("  n  none of these")
    Terminal.print(lines.map(\.harmless).joined(separator: "\n"))
  }

  private static let help = """
    A letter from a on ties the row to that thing. n: it stands alone. s: leave it open for now; it is recorded as
    standing alone, and asked about the next time. r: leave this one and the rest open. q, or the end of the input:
    break off, and record nothing of the file.
    """
}
