enum Version {
  static let text = "0.1.0"
  /// When this version came out.
  static let date = "2026-11-24"
}
