import Talks

/// The reference page of the limits of what is taken in.
enum LimitsPage {
  static var text: String {
    let rows = InputLimits.all.map { ReferencePages.row(inWords($0), $0.meaning) }
    return """
      # Limits of input

      Files of any kind are read within these limits, so that no file costs much more than its length. What goes beyond is
      refused with a sentence that says so, with the status 65, unless the limit is one of what is compared.

      | at most | |
      |---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private static func inWords(_ limit: InputLimits.Limit) -> String {
    let isWholeMiB = limit.unit == "bytes" && limit.value >= 1 << 20
    return isWholeMiB ? "\(limit.value >> 20) MiB" : "\(limit.value) \(limit.unit)"
  }
}
