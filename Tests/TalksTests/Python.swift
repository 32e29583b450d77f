import Foundation
import Testing

/// What a Python script prints that is given a text: the answer of an independent reference.
func python(_ script: String, input: [UInt8]) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (file, result) = (folder.appending(path: "in"), folder.appending(path: "out"))
  try Data(input).write(to: file)
  try Data().write(to: result)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-X", "utf8", "-c", script]
  process.standardInput = try FileHandle(forReadingFrom: file)
  process.standardOutput = try FileHandle(forWritingTo: result)
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "python3 has failed")
  return String(decoding: try Data(contentsOf: result), as: UTF8.self)
}

/// The same numbers on every run (xorshift).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
