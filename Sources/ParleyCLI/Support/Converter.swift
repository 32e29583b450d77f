import EventStore
import Glibc

/// Another program that makes one format of another.
struct Converter {
  private let command: [String]
  private let format: String

  init(_ command: [String], for format: String) {
    (self.command, self.format) = (command, format)
  }

  /// What the program makes of a document; always the same of the same.
  func run(_ document: [UInt8]) throws -> [UInt8] {
    let file = try ScratchDocument(document)
    // Otherwise a PDF says when it was made.
    var environment = ["SOURCE_DATE_EPOCH": "0"]
    for name in ["PATH", "HOME", "SOURCE_DATE_EPOCH"] {
      if let value = Terminal.variable(name) { environment[name] = value }
    }
    var made: [UInt8] = []
    let result = try Subprocess(
      inPath: command[0], command.dropFirst() + [file.path], environment: environment
    ).stream { made += $0 }
    if result.status == 127 {
      throw Failure(
        "“\(format)” is made by \(command[0]), which is not in the path; install it (Debian: librsvg2-bin), or export “svg”.",
        .noProgram)
    }
    guard result.status == 0, !made.isEmpty else {
      let said = result.output.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure("\(command[0]) could not make “\(format)”\(said); export “svg” instead.", .noProgram)
    }
    return made
  }
}

/// A file that lasts as long as the document in it is needed.
private final class ScratchDocument {
  let path: String

  init(_ bytes: [UInt8]) throws {
    let folder = Terminal.variable("TMPDIR") ?? "/tmp"
    var name = Array("\(folder)/parley-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw Failure("No file can be made in \(folder).", .cannotWrite) }
    defer { close(descriptor) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    Terminal.write(bytes, to: descriptor)
  }

  deinit { unsafe unlink(path) }
}
