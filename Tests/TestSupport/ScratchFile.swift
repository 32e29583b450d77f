import Foundation

/// A file that lasts as long as a test.
package final class ScratchFile {
  package let path: String

  package init(_ bytes: [UInt8] = []) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "scratch-\(UUID())").path
    try write(bytes)
  }

  package convenience init(_ lines: [String]) throws {
    try self.init(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  package func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
