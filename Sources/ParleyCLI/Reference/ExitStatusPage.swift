/// The reference page of exit statuses.
enum ExitStatusPage {
  static var text: String {
    let rows = ExitStatus.allCases.map { ReferencePages.row("\($0.rawValue)", $0.meaning) }
    return """
      # Exit status

      Answers go to standard output, complaints to standard error; a complaint says what is wrong and what to do.

      | status | meaning |
      |---|---|
      \(rows.joined(separator: "\n"))

      """
  }
}
