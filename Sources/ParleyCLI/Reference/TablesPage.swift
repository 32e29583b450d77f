import ReadModels
import Schema

/// Every table with its columns, from the declarations of its rows.
enum TablesPage {
  static var text: String {
    var lines = [
      "# Tables", "",
      "`parley server psql`, or any client, reads them in the schema `read`. They are rebuilt from the log: what is",
      "changed there by hand is found by `parley rebuild --check` and lost with the next `parley rebuild`.",
      "Every answer of parley catches them up with the log first; plain SQL sees them as the last command left them,",
      "and `read.checkpoint` says how far that is.", "",
      "Each table begins with `process`, the slug of the process, and `sort_key`, in the order of its rows. It ends with",
      "`why`, the events on which the row and its cells rest: null where that is the one event in its first column of",
      "positions, else bytes that `log.events_behind(why)` lists, for the row first and then for each column, counted",
      "from 0 after `sort_key`, that rests on others. A column of type `boolean` is null where dates leave it open.",
      "", "The log itself is `log.event`; its columns are described in the database (`\\d+ log.event`).",
    ]
    for type in RowTypes.all { lines += table(type) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table<R: Projected>(_ type: R.Type) -> [String] {
    ["", "## read.\(R.name)", "", R.help, "", "| column | type | |", "|---|---|---|"]
      + R.columns.map { ReferencePages.row("`\($0.name)`", $0.kind.sql, $0.meaning) }
  }
}
