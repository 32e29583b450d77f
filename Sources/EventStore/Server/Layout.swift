import System

/// The layout version of a data folder, stored in a file that also identifies the folder as parley's.
enum Layout {
  static let file = "layout"
  static let known = 1

  /// Whether the folder is marked as parley's; one of a later parley is refused.
  static func isMarked(_ folder: String) throws(ServerError) -> Bool {
    let text: String?
    do { text = try Files.read("\(folder)/\(file)") } catch {
      throw .folder("\(folder)/\(file)", "read", error)
    }
    guard let text else { return false }
    guard let number = Int(text.prefix { $0 != "\n" }), number >= 1 else {
      throw ServerError(
        .folderForeign,
        "\(folder)/\(file) should hold the number \(known): restore the folder, or set PARLEY_DATA to another."
      )
    }
    guard number <= known else {
      throw ServerError(
        .layoutTooNew,
        "\(folder) was made by a later parley (layout \(number), this one knows \(known)): update parley.")
    }
    return true
  }

  /// Whether a first start that was broken off may have left the file.
  static func isDraft(_ name: String) -> Bool { name.hasPrefix(file + PendingFile.mark) }

  /// Marks a folder; the caller holds its lock.
  static func mark(_ folder: String, owner: UserAccount) throws(SystemError) {
    for name in try Files.list(folder) ?? [] where isDraft(name) { Files.remove("\(folder)/\(name)") }
    let mark = try PendingFile("\(folder)/\(file)", mode: 0o600, owner: owner)
    try mark.write(Array("\(known)\n".utf8))
    try mark.putInPlace()
  }
}
