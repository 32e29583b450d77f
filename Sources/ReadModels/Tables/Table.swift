internal import Talks

/// A table of the read models as the database is asked to make it: names, known types, meanings and a key, and nothing
/// that could run.
package struct Table: Sendable {
  package struct Column: Sendable {
    package let name: String
    /// One of the types that `log.column_type` knows.
    package let type: String
    package var isNullable = false
    package let help: String
  }

  package let name: String
  package let help: String
  package let columns: [Column]
  /// The names of the columns that form the primary key.
  package let key: [String]
  /// Whether a crash of the server may empty it.
  package var isUnlogged = false

  /// The SQL of its definition, for people to read.
  package var sql: String {
    let lines =
      columns.map { "\($0.name) \($0.type)\($0.isNullable ? "" : " NOT NULL")" }
      + ["PRIMARY KEY (\(key.joined(separator: ", ")))"]
    return """
      CREATE\(isUnlogged ? " UNLOGGED" : "") TABLE \(name) (
      \(lines.map { "    \($0)" }.joined(separator: ",\n"))
      );

      COMMENT ON TABLE \(name) IS \(literal(help));
      \(columns.map { "COMMENT ON COLUMN \(name).\($0.name) IS \(literal($0.help));" }.joined(separator: "\n"))

      """
  }

  /// The declaration that `log.make_tables` reads.
  private func write(to json: inout JSONWriter) {
    json.object([
      ("name", .of { $0.string(name) }), ("help", .of { $0.string(help) }),
      ("key", .of { $0.list(key) { $1.string($0) } }), ("unlogged", .of { $0.bool(isUnlogged) }),
      (
        "columns",
        .of { json in
          json.list(columns) { column, json in
            json.object([
              ("name", .of { $0.string(column.name) }), ("type", .of { $0.string(column.type) }),
              ("required", .of { $0.bool(!column.isNullable) }), ("help", .of { $0.string(column.help) }),
            ])
          }
        }
      ),
    ])
  }

  /// All tables, those of rows last.
  package static let all = [checkpoint, searchWords] + RowTypes.all.map { $0.table }

  /// The declarations of all tables as a JSON array, the argument of `log.make_tables`.
  static let declarations = JSONWriter.of { $0.list(all) { $0.write(to: &$1) } }.text

  private static let checkpoint = Table(
    name: "checkpoint", help: "One row: the progress of the tables through the log.",
    columns: [
      Column(
        name: "version", type: "text",
        help: "The version of the tables; another version of the program may need another."),
      Column(name: "position", type: "bigint", help: "The position of the last event included."),
      Column(
        name: "chain", type: "bytea",
        help: "The chain of that event in the log, by which tables of another history are told."),
    ], key: ["version"])

  /// A cache of parsed texts; filled by searches, so that recording and rebuilding do not wait for it.
  private static let searchWords = Table(
    name: "search_words",
    help: "The words of texts; filled by “parley search”, and can be emptied at any time.",
    columns: [
      Column(name: "process", type: "text COLLATE \"C\"", help: "The slug of the process."),
      Column(name: "digest", type: "bytea", help: "The digest of the text."),
      Column(name: "words", type: "tsvector", help: "The words of the text."),
    ], key: ["process", "digest"], isUnlogged: true)
}

private func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

extension Row {
  /// The table that keeps its rows.
  package static var table: Table {
    let key = [
      Table.Column(name: "process", type: "text COLLATE \"C\"", help: "The slug of the process."),
      Table.Column(
        name: "sort_key", type: "bytea",
        help: "The row's place in the order of those of its process; it stays when others come or go."
      ),
    ]
    let provenance = [
      Table.Column(
        name: "why", type: "bytea", isNullable: true,
        help:
          "The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about."
      )
    ]
    let values = columns.map {
      Table.Column(name: $0.name, type: $0.kind.sql, isNullable: $0.isNullable, help: $0.meaning)
    }
    return Table(name: name, help: help, columns: key + values + provenance, key: ["process", "sort_key"])
  }
}

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
    // Kept to the byte, so that a row can be told from another without being read.
    case .objects: "json"
    }
  }
}
