enum Version {
  static let text = "0.1.0"
  /// The release date of this version.
  static let date = "2026-11-24"
}
