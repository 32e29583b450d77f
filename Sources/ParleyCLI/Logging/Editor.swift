import ArgumentParser
import Glibc
import Imports
import Talks

/// Events written in the user's editor, from a commented template, as `git commit` takes its message.
enum Editor {
  static func log() throws {
    guard let command = Terminal.variable("VISUAL") ?? Terminal.variable("EDITOR") else {
      throw Failure(
        "Set EDITOR to your editor, or name an event type: “parley log --help” lists them.", .usage)
    }
    let path = try write(template)
    defer { unsafe unlink(path) }
    // The editor may be a command with options, so that a shell reads it.
    guard run("\(command) \"$PARLEY_FILE\"", file: path) == 0 else {
      throw Failure("The editor ended with an error; nothing was recorded.", .data)
    }
    let kept = try lines(of: path).filter { !$0.hasPrefix("#") && !trimmed($0).isEmpty }
    guard !kept.isEmpty else {
      Terminal.note("Nothing was written, so nothing is recorded.")
      return
    }
    let journal = try write(kept.joined(separator: "\n") + "\n")
    defer { unsafe unlink(journal) }
    let importing = try ImportCommand.parse(["--format", "journal", journal])
    do {
      try importing.run()
    } catch {
      let saved = try write(kept.joined(separator: "\n") + "\n")
      Terminal.note("What you wrote is kept in \(saved).")
      throw error
    }
  }

  private static var template: String {
    var lines = [
      "# Write one event a line, as JSON; lines that begin with # are left out, and an empty file records",
      "# nothing. Take a line below, remove its #, fill in its fields and drop those you do not need.", "#",
      "# Every event may have: \(Event.commonFields.map(\.name).joined(separator: ", ")).",
    ]
    for group in Catalogue.groups {
      lines += ["#", "# \(group.title)"]
      for type in group.types {
        lines.append("# \(type.help)")
        let fields = type.fields.map { "\"\($0.name)\":\($0.need == .list ? "[]" : "\"\"")" }
        lines.append(
          "# " + "{"
            + (["\"process\":\"\"", "\"type\":\"\(type.name)\"", "\"on\":\"\""] + fields).joined(
              separator: ",")
            + "}")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func write(_ text: String) throws -> String {
    let folder = Terminal.variable("TMPDIR") ?? "/tmp"
    var name = Array("\(folder)/parley-XXXXXX.jsonl".utf8CString)
    let descriptor = unsafe mkstemps(&name, 6)
    guard descriptor >= 0 else { throw Failure("No file can be made in \(folder).", .cannotWrite) }
    defer { close(descriptor) }
    Terminal.write(text, to: descriptor)
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func lines(of path: String) throws -> [String] {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Failure("The editor left no file behind.", .noInput) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func run(_ command: String, file: String) -> Int32 {
    unsafe setenv("PARLEY_FILE", file, 1)
    var process = pid_t()
    let words = ["sh", "-c", command]
    let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
    guard unsafe posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ) == 0 else { return 127 }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}
