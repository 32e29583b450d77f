import Foundation

/// What a user sees of the program: commands, each with its whole output and its status, as text.
///
/// The form is that of hledger's shell tests. Lines before the first command are remarks (`#`), the store that
/// the commands use (`@store`) and what differs between runs (`@mask PATTERN → TEXT`). A command is
///
///     <
///     standard input, if any
///     $ a line of shell
///     standard output
///     >2
///     standard error, if any
///     >= status
///
/// and between commands there is only space and remarks. A command that was only just written down has no more than
/// its line.
struct Transcript {
  /// The record that the commands of a file are run on.
  enum Store: String {
    /// The Korean example, shared with others; only for asking.
    case korea
    /// A copy of the Korean example of its own.
    case scratch
    /// A database with nothing in it.
    case empty
    /// No server at all.
    case none
  }

  struct Command: Equatable {
    /// The remarks and empty lines before it.
    var preface: [String] = []
    var input: [String]?
    var line = ""
    var output: [String] = []
    var complaint: [String] = []
    /// Nil where it was only just written down.
    var status: Int32?
  }

  private(set) var store = Store.korea
  private(set) var masks: [(pattern: Regex<AnyRegexOutput>, text: String)] = []
  private var header: [String] = []
  var commands: [Command] = []
  /// What stands after the last command.
  private var trailer: [String] = []

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// Follows a line of output that has no line feed at its end.
  static let unended = "\\ no line feed"

  init(_ text: String) throws(Mistake) {
    var lines = split(text)[...]
    if lines.last == "" { lines.removeLast() }
    while let line = lines.first, line.isEmpty || line.hasPrefix("#") || line.hasPrefix("@") {
      if line.hasPrefix("@") { try heed(line) }
      header.append(line)
      lines.removeFirst()
    }
    while let command = try Self.command(&lines) { commands.append(command) }
    trailer = Array(lines)
    if commands.isEmpty { throw Mistake(description: "There is no command.") }
  }

  private mutating func heed(_ line: String) throws(Mistake) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch words[0] {
    case "@store":
      guard words.count == 2, let named = Store(rawValue: words[1]) else {
        throw Mistake(description: "“\(line)” names no store.")
      }
      store = named
    case "@mask":
      let sides = words.last?.components(separatedBy: " → ") ?? []
      guard sides.count == 2, let pattern = try? Regex(sides[0]) else {
        throw Mistake(description: "“\(line)” is not a pattern and what to put in its place.")
      }
      masks.append((pattern, sides[1]))
    default: throw Mistake(description: "“\(line)” is neither a store nor a mask.")
    }
  }

  private static func command(_ lines: inout ArraySlice<String>) throws(Mistake) -> Command? {
    var command = Command()
    var rest = lines
    while let line = rest.first, line.isEmpty || line.hasPrefix("#") {
      command.preface.append(line)
      rest.removeFirst()
    }
    guard let first = rest.first else { return nil }
    if first == "<" {
      rest.removeFirst()
      command.input = take(&rest) { $0.hasPrefix("$ ") }
    }
    guard let line = rest.first, line.hasPrefix("$ ") else {
      throw Mistake(description: "“\(rest.first ?? first)” stands where a command should: “$ parley …”.")
    }
    command.line = String(line.dropFirst(2))
    rest.removeFirst()
    lines = rest
    command.output = take(&rest) { $0 == ">2" || $0.hasPrefix(">= ") || $0.hasPrefix("$ ") }
    if rest.first == ">2" {
      rest.removeFirst()
      command.complaint = take(&rest) { $0.hasPrefix(">= ") || $0.hasPrefix("$ ") }
    }
    guard let end = rest.first, end.hasPrefix(">= "), let status = Int32(end.dropFirst(3)) else {
      (command.output, command.complaint) = ([], [])
      return command
    }
    command.status = status
    lines = rest.dropFirst()
    return command
  }

  private static func take(_ lines: inout ArraySlice<String>, until ends: (String) -> Bool) -> [String] {
    let end = lines.firstIndex(where: ends) ?? lines.endIndex
    defer { lines = lines[end...] }
    return Array(lines[..<end])
  }

  /// The lines of what a program printed, masked; a carriage return is shown by its sign.
  func lines(of text: String) -> [String] {
    if text.isEmpty { return [] }
    var masked = text
    for mask in masks { masked.replace(mask.pattern, with: mask.text) }
    // The short names of events that are recorded anew on every run.
    if store != .korea {
      masked.replace(#/(\d+ \(?|parley history )(?=[0-9]*[a-f])[0-9a-f]{7,12}(?![0-9a-f-])/#) {
        "\($0.1)NAME"
      }
    }
    var lines = split(masked.replacing("\r\n", with: "␍\n").replacing("\r", with: "␍"))
    if lines.last == "" { lines.removeLast() } else { lines.append(Self.unended) }
    return lines
  }

  /// The file.
  var text: String {
    var lines = header
    for command in commands {
      lines += command.preface
      if let input = command.input { lines += ["<"] + input }
      lines += ["$ " + command.line] + command.output
      if !command.complaint.isEmpty { lines += [">2"] + command.complaint }
      if let status = command.status { lines.append(">= \(status)") }
    }
    return (lines + trailer).map { $0 + "\n" }.joined()
  }
}

/// The lines of a text; it would be split otherwise by characters, of which CR LF is one.
private func split(_ text: String) -> [String] {
  text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// What differs between two texts, line by line, each difference with two lines around it.
func difference(of actual: String, from expected: String) -> String {
  let (old, new) = (split(expected), split(actual))
  let changes = new.difference(from: old)
  var (removed, inserted) = (Set<Int>(), Set<Int>())
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var marked: [(mark: String, text: String, number: Int)] = []
  var (here, there) = (0, 0)
  while here < old.count || there < new.count {
    if removed.contains(here) {
      marked.append(("-", old[here], here))
      here += 1
    } else if inserted.contains(there) {
      marked.append(("+", new[there], here))
      there += 1
    } else {
      marked.append((" ", old[here], here))
      (here, there) = (here + 1, there + 1)
    }
  }
  let near = Set(marked.indices.filter { marked[$0].mark != " " }.flatMap { max(0, $0 - 2)...$0 + 2 })
  var lines: [String] = []
  for (index, line) in marked.enumerated() where near.contains(index) {
    if !near.contains(index - 1) { lines.append("line \(line.number + 1):") }
    lines.append(line.mark + line.text)
  }
  return lines.joined(separator: "\n")
}
