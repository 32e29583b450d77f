import Foundation
import Testing

@testable import System

@Suite("A file is put in place when all of it is written, or not at all")
struct FilesTests {
  private let folder: String

  init() throws {
    let made = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())").path
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: false)
    folder = made
  }

  /// Runs the body and clears the folder away.
  private func inFolder(_ body: () throws -> Void) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body()
  }

  private func names() throws -> [String] { try Files.list(folder)?.sorted() ?? [] }

  @Test("what is there stays until then, and nothing is left beside it")
  func putInPlace() throws {
    try inFolder {
      let path = "\(folder)/report"
      try Data("old".utf8).write(to: URL(filePath: path))
      let file = try PendingFile(path)
      try file.write(Array("ne".utf8))
      try file.write(Array("w".utf8))
      #expect(try Files.read(path) == "old")
      #expect(try names().count == 2 && names()[1].hasPrefix("report.part-"))
      try file.putInPlace()
      #expect(try Files.read(path) == "new" && names() == ["report"])
    }
  }

  @Test("what is given up leaves no trace")
  func givenUp() throws {
    try inFolder {
      struct Failed: Error {}
      #expect(throws: Failed.self) {
        let file = try PendingFile("\(folder)/report")
        try file.write([1, 2, 3])
        throw Failed()
      }
      let left = try names()
      #expect(left.isEmpty)
    }
  }

  @Test("several may be written to one name at once; the last one stays, whole")
  func several() throws {
    try inFolder {
      let path = "\(folder)/report"
      let files = try (0..<3).map { _ in try PendingFile(path) }
      for (number, file) in files.enumerated() { try file.write(Array("file \(number)".utf8)) }
      for number in [2, 0, 1] { try files[number].putInPlace() }
      #expect(try Files.read(path) == "file 1" && names() == ["report"])
    }
  }

  @Test("it is as open to others as the umask lets it be, or less where asked")
  func modes() throws {
    try inFolder {
      let mask = umask(0)
      umask(mask)
      for (name, mode) in [("a", 0o666), ("b", 0o600)] as [(String, mode_t)] {
        let file = try PendingFile("\(folder)/\(name)", mode: mode)
        try file.putInPlace()
        #expect(Files.info("\(folder)/\(name)").map { $0.st_mode & 0o777 } == mode & ~mask)
      }
    }
  }

  @Test("a folder that is reached by a link will do")
  func throughLink() throws {
    try inFolder {
      try FileManager.default.createDirectory(atPath: "\(folder)/real", withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/real")
      let file = try PendingFile("\(folder)/link/report")
      try file.write([65])
      try file.putInPlace()
      #expect(try Files.read("\(folder)/real/report") == "A" && Files.list("\(folder)/real") == ["report"])
    }
  }

  @Test("where it cannot be made or put in place, the system says why")
  func refused() throws {
    try inFolder {
      #expect(throws: SystemError(ENOENT)) { try PendingFile("\(folder)/none/report") }
      try FileManager.default.createDirectory(atPath: "\(folder)/report", withIntermediateDirectories: false)
      #expect(throws: SystemError(EISDIR)) { try PendingFile("\(folder)/report").putInPlace() }
      #expect(try names() == ["report"])
    }
  }

  @Test("a temporary file is its owner's alone, and goes with the last reference unless it is kept")
  func temporary() throws {
    var file: TemporaryFile? = try TemporaryFile(Array("text".utf8), suffix: ".txt")
    let path = try #require(file?.path)
    #expect(path.hasSuffix(".txt") && Files.info(path).map { $0.st_mode & 0o777 } == 0o600)
    #expect(try file?.read() == Array("text".utf8))
    file = nil
    #expect(Files.info(path) == nil)

    file = try TemporaryFile()
    let kept = try #require(file?.path)
    file?.keep()
    file = nil
    #expect(Files.info(kept) != nil)
    Files.remove(kept)
  }

  @Test("a file without a name can be written and read")
  func nameless() throws {
    let file = try TemporaryFile.nameless()
    try file.write("text")
    lseek(file.number, 0, SEEK_SET)
    #expect(try file.readAll() == Array("text".utf8))
    #expect(Files.target(ofLink: "/proc/self/fd/\(file.number)")?.hasSuffix(" (deleted)") == true)
  }

  @Test(
    "a path is split into its folder and its name",
    arguments: [
      ("/", "", ""), ("/a", "/", "a"), ("/a/b", "/a", "b"), ("/a//b/", "/a", "b"), ("b", ".", "b"),
      ("a/b", "a", "b"), ("./b", ".", "b"), ("", "", ""),
    ])
  func split(path: String, parent: String, name: String) {
    #expect(Files.split(path) == (parent, name))
  }

  @Test("folders are made as far as they are missing")
  func folders() throws {
    try inFolder {
      try Files.makeFolders("\(folder)/a/b/c", mode: 0o700)
      try Files.makeFolders("\(folder)/a/b/c", mode: 0o700)
      #expect(Files.isFolder("\(folder)/a/b/c"))
      #expect(Files.info("\(folder)/a").map { $0.st_mode & 0o777 } == 0o700)
      try Data().write(to: URL(filePath: "\(folder)/file"))
      #expect(throws: SystemError(ENOTDIR)) { try Files.makeFolders("\(folder)/file/d", mode: 0o700) }
    }
  }
}
