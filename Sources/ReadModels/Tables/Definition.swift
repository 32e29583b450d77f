extension Row {
  /// The SQL that makes its table, with a comment on every column.
  package static var definition: String {
    let definitions =
      ["process text COLLATE \"C\" NOT NULL", "n integer NOT NULL"]
      + columns.map { "\($0.name) \($0.kind.sql)\($0.isNullable ? "" : " NOT NULL")" }
      + ["rests_on bigint[] NOT NULL", "why jsonb", "PRIMARY KEY (process, n)"]
    let comments =
      [("process", "The slug of the process."), ("n", "The row's place within its process, from 1.")]
      + columns.map { ($0.name, $0.meaning) }
      + [
        ("rests_on", "The positions of the events on which the row rests."),
        (
          "why",
          "By column, the positions of the events on which its cell rests, where these are not all of the row's; null where they are."
        ),
      ]
    return """
      CREATE TABLE \(name) (
      \(definitions.map { "    \($0)" }.joined(separator: ",\n"))
      );

      COMMENT ON TABLE \(name) IS \(literal(help));
      \(comments.map { "COMMENT ON COLUMN \(name).\($0) IS \(literal($1));" }.joined(separator: "\n"))

      """
  }
}

private func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

extension Field {
  /// Its meaning, with that of the members of structures.
  package var meaning: String {
    guard case .objects(let parts) = kind else { return help }
    let members = parts.map { part in
      let words = part.help.hasSuffix(".") ? String(part.help.dropLast()) : part.help
      return "`\(part.name)`: \(words.prefix(1).lowercased())\(words.dropFirst())"
    }
    return "\(help) A list of objects of \(members.joined(separator: "; "))."
  }
}

extension Cell.Kind {
  /// The type of a column in PostgreSQL.
  package var sql: String {
    switch self {
    case .text: "text"
    case .integer: "bigint"
    case .day: "date"
    case .truth: "boolean"
    case .texts: "text[]"
    case .objects: "jsonb"
    }
  }
}
