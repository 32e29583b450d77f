import ArgumentParser
import Imports
import System
import Talks

/// Events written in the user's editor, from a commented template, as `git commit` takes its message.
enum Editor {
  static func log() throws {
    guard let command = Environment["VISUAL"] ?? Environment["EDITOR"] else {
      throw Failure(
        "Set EDITOR to your editor, or name an event type: “parley log --help” lists them.", .usage)
    }
    let text = try edited(template, with: command)
    let kept = text.split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("#") && !trimmed($0).isEmpty
    }
    guard !kept.isEmpty else {
      Terminal.note("Nothing was written, so nothing is recorded.")
      return
    }
    let journal = try TemporaryFile(
      holding: Array((kept.joined(separator: "\n") + "\n").utf8), suffix: ".jsonl")
    defer { withExtendedLifetime(journal) {} }
    let importing = try ImportCommand.parse(["--format", "journal", journal.path])
    do {
      try importing.run()
    } catch {
      journal.keep()
      Terminal.note("What you wrote is kept in \(journal.path).")
      throw error
    }
  }

  /// The text as edited by the user.
  private static func edited(_ text: String, with command: String) throws -> String {
    let file = try TemporaryFile(holding: Array(text.utf8), suffix: ".jsonl")
    defer { withExtendedLifetime(file) {} }
    // The editor may be a command with options, so that a shell reads it.
    let editor = Subprocess(
      path: "/bin/sh", arguments: ["-c", "\(command) \"$PARLEY_FILE\""],
      environment: Environment.all.merging(["PARLEY_FILE": file.path]) { $1 }, account: .current)
    guard try editor.runInTerminal() == 0 else {
      throw Failure("The editor ended with an error; nothing was recorded.", .data)
    }
    guard let bytes = try Files.bytes(file.path) else {
      throw Failure("The editor left no file behind.", .noInput)
    }
    guard let written = String(validating: bytes, as: UTF8.self) else {
      file.keep()
      throw Failure(
        "What you wrote is not valid UTF-8; it is kept in \(file.path). Save it as UTF-8, and record it with “parley import --format journal”.",
        .data)
    }
    return written
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
}
