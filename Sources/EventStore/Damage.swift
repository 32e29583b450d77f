import Postgres

/// A table or an index of which a page cannot be read from disk.
package struct Damage: Sendable {
  package enum Kind: Sendable, Equatable {
    case index
    /// A table of the log.
    case log
    /// A table derived from the log.
    case derived
  }

  /// With its schema, such as `log.event`.
  package let name: String
  package let kind: Kind
  /// The message of the database.
  package let complaint: String
}

extension PostgresLog {
  /// Reads every table of the log and of those derived from it, with what they keep apart, and names what is damaged.
  package func damage() throws -> [Damage] {
    let tables = try connection.query(
      """
      SELECT nspname::text, relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE nspname IN ('log', 'read') AND relkind = 'r'
        -- A standby has none of what is not in the write-ahead log.
        AND (relpersistence = 'p' OR NOT pg_is_in_recovery())
      ORDER BY 1, 2
      """
    ).map { (schema: try $0.get(0, as: String.self), name: try $0.get(1, as: String.self)) }
    return try tables.compactMap { table in
      do {
        // The text of a row takes all of it, what is kept outside the table too.
        try connection.query(
          "SELECT sum(length(t::text)) FROM \(identifier: table.schema).\(identifier: table.name) t")
        return nil
      } catch let error as PostgresError where error.code == .dataCorrupted || error.code == .indexCorrupted {
        return try damaged(error, reading: table)
      }
    }
  }

  /// What an error is about: the relation whose file it names, else the table that was read.
  private func damaged(_ error: PostgresError, reading table: (schema: String, name: String)) throws -> Damage
  {
    let found = try error.message.firstMatch(of: /base\/\d+\/(\d+)/).flatMap { file in
      try connection.query(
        """
        SELECT nspname || '.' || relname, relkind = 'i' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = pg_filenode_relation(0, \(String(file.1))::text::oid)
          AND nspname IN ('log', 'read')
        """
      ).first
    }
    let isIndex = try found?.get(1, as: Bool.self) ?? false
    return Damage(
      name: try found?.get(0) ?? "\(table.schema).\(table.name)",
      kind: isIndex ? .index : table.schema == "log" ? .log : .derived, complaint: error.message)
  }
}
