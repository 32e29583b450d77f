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
