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
      "Each table begins with `process`, the slug of the process, and `n`, the row's place within it, from 1. It ends",
      "with `rests_on`, the positions of the events on which the row rests, and `why`: by column, those on which its",
      "cell rests where these are not all of the row's. A column of type `boolean` is null where dates leave it open.",
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
