/// Collects the output of a format until it is taken.
package struct ExportBuffer: Sendable {
  private var bytes: [UInt8] = []

  package init() {}

  /// Whether it is time to take the bytes, so that an export of any length fits in memory.
  package var isLarge: Bool { bytes.count >= 1 << 16 }

  package mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
  package mutating func write(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Returns the output since the previous call.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
