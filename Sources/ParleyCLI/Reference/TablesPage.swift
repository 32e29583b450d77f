import Schema

/// Every table with its columns, from the SQL that makes it.
enum TablesPage {
  static var text: String {
    var lines = [
      "# Tables", "",
      "`parley server psql`, or any client, reads them in the schema `read`. They are rebuilt from the log: what is",
      "changed there by hand is found by `parley rebuild --check` and lost with the next `parley rebuild`.",
      "Every answer of parley catches them up with the log first; plain SQL sees them as the last command left them,",
      "and `read.checkpoint` says how far that is.", "",
      "The log itself is `log.event`; its columns are described in the database (`\\d+ log.event`).",
    ]
    for file in Schema.read { lines += table(file.sql) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ sql: String) -> [String] {
    var name = ""
    var columns: [(name: String, type: String)] = []
    var comments: [String: String] = [:]
    for line in sql.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if line.hasPrefix("CREATE TABLE") {
        name = words[2]
      } else if line.hasPrefix("    "), words[0] != "PRIMARY" {
        columns.append((words[0], words[1].filter { $0 != "," }))
      } else if line.hasPrefix("COMMENT ON"), let start = line.firstRange(of: " IS '") {
        let text = String(line[start.upperBound...].dropLast(2)).replacing("''", with: "'")
        comments[words[3].split(separator: ".").last.map(String.init) ?? ""] = text
        if words[2] == "TABLE" { comments[""] = text }
      }
    }
    return ["", "## read.\(name)", "", comments[""] ?? "", "", "| column | type | |", "|---|---|---|"]
      + columns.map { ReferencePages.row("`\($0.name)`", $0.type, comments[$0.name] ?? "") }
  }
}
