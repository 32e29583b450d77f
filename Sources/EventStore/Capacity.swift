package import Postgres

/// What a session is there to do, which decides the role that it takes on in a shared database.
package enum Capacity: Sendable {
  /// Reads, and keeps the tables up to the log where the user may.
  case reader
  /// Appends as well.
  case writer
  /// Changes what belongs to the owner of the log.
  case owner
  /// Reads what belongs to the owner of the log, or what the user may.
  case keeper
  /// Sets the database up, with the user's own rights.
  case user

  /// The roles that serve, those with the least rights that suffice first.
  fileprivate var roles: [String] {
    let readers = [
      "parley_projector", "parley_tlp_red", "parley_tlp_amber_strict", "parley_tlp_amber", "parley_tlp_green",
      "parley_reader",
    ]
    return switch self {
    case .reader: readers
    case .writer: ["parley_writer"] + readers
    case .owner: ["parley_owner"]
    case .keeper: ["parley_owner"] + readers
    case .user: []
    }
  }
}

extension Connection {
  /// Takes on the least role that serves, a superuser too, and looks for names nowhere but in the system's catalogue.
  ///
  /// Where the database has no roles of parley, or the user is in none of them, the user's own rights remain.
  package func takeOn(_ capacity: Capacity) throws(PostgresError) {
    try set([
      Setting("search_path", "'pg_catalog, pg_temp'"),
      Setting(
        "role",
        """
        SELECT r.rolname
        FROM unnest(\(capacity.roles)) WITH ORDINALITY wanted (name, place)
          JOIN pg_catalog.pg_roles r ON r.rolname = wanted.name
        WHERE pg_has_role(session_user, r.oid, 'MEMBER') AND EXISTS (
          SELECT FROM pg_catalog.pg_namespace n
          WHERE n.nspname = 'log' AND pg_get_userbyid(n.nspowner) = 'parley_owner')
        ORDER BY place LIMIT 1
        """),
    ])
  }
}
