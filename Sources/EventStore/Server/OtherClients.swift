import Glibc
import Postgres

/// The programs that are connected to a server besides this one.
enum OtherClients {
  /// How long what is short may take to end.
  private static let patience = Duration.seconds(3)
  /// The number of them that are named.
  private static let named = 3

  /// Throws where others are connected and stay so; the caller holds the data folder's lock, which whoever starts or
  /// stops the server waits for.
  ///
  /// - Parameter reason: what they are in the way of, as the beginning of a sentence.
  static func refuse(of server: Postmaster, _ reason: String) throws(ServerError) {
    let began = ContinuousClock.now
    while true {
      let others = list(of: server)
      if others.isEmpty { return }
      guard began.duration(to: .now) < patience else {
        let rest = others.count > named ? " and \(others.count - named) more" : ""
        throw ServerError(
          .inUse,
          "\(reason), and others are connected to it (\(others.prefix(named).joined(separator: ", "))\(rest)): "
            + "end them, or run “parley server stop”, which rolls back what they are at.")
      }
      usleep(50_000)
    }
  }

  /// What each calls itself and since when; nobody is on a server that cannot be asked.
  ///
  /// The statement calls no function of a library, which an outdated server might not be able to load.
  private static func list(of server: Postmaster) -> [String] {
    let rows = try? Connection(SocketFolder(path: server.socketFolder).conninfo).query(
      """
      SELECT coalesce(nullif(application_name, ''), 'a program without a name') || ' since '
          || to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM pg_stat_activity WHERE backend_type IN ('client backend', 'walsender') AND pid <> pg_backend_pid()
      ORDER BY backend_start
      """)
    return (rows.map { $0.compactMap { try? $0.get(0, as: String.self) } }) ?? []
  }
}
