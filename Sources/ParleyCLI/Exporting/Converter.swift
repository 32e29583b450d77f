import System

/// Another program that makes one format of another.
struct Converter {
  private let command: [String]
  private let format: String

  init(_ command: [String], for format: String) {
    (self.command, self.format) = (command, format)
  }

  /// The program's output for a document, deterministic.
  func run(_ document: [UInt8]) throws -> [UInt8] {
    let file = try TemporaryFile(holding: document)
    defer { withExtendedLifetime(file) {} }
    // Otherwise a PDF contains its time of creation.
    var environment = ["SOURCE_DATE_EPOCH": "0"]
    for name in ["PATH", "HOME", "SOURCE_DATE_EPOCH"] {
      if let value = Environment[name] { environment[name] = value }
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
      let said = result.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure("\(command[0]) could not make “\(format)”\(said); export “svg” instead.", .noProgram)
    }
    return made
  }
}

extension TemporaryFile {
  /// Creates a file with the content; a failure has a message for people.
  convenience init(holding bytes: [UInt8], suffix: String = "") throws {
    do { try self.init(bytes, suffix: suffix) } catch {
      throw Failure("No file can be made in \(TemporaryFile.folder): \(error).", .cannotWrite)
    }
  }
}
