import System

/// The programs of one installed PostgreSQL.
struct Installation {
  static let oldest = 15

  let folder: String
  let major: Int

  func program(_ name: String) -> String { Files.join(folder, name) }

  /// The installation to run a cluster of this major version with, or for a new cluster the preferred one.
  static func find(
    for cluster: Int?, in data: DataFolder, environment: [String: String], account: UserAccount
  )
    throws(ServerError) -> Installation
  {
    var found: [Int] = []
    for folder in folders(environment) {
      guard Files.isExecutable(Files.join(folder, "initdb")),
        let major = major(of: "postgres", in: folder, account),
        !found.contains(major)
      else { continue }
      if major == cluster ?? major && major >= oldest { return Installation(folder: folder, major: major) }
      found.append(major)
    }
    guard !found.isEmpty else { throw none(environment) }
    let others = found.map(String.init).joined(separator: " and ")
    guard let cluster else {
      throw ServerError(
        .noPostgreSQL,
        "parley needs PostgreSQL \(oldest) or later, but only \(others) was found: install a later one.")
    }
    let upgrade =
      found.contains { $0 > cluster }
      ? ", after which “parley server upgrade” can move them to the later one" : ""
    throw ServerError(
      .versionMismatch,
      "The data in \(data.path) were made by PostgreSQL \(cluster), but only PostgreSQL \(others) was found: "
        + "install PostgreSQL \(cluster), or set PARLEY_PG_BIN to the folder of its programs\(upgrade).")
  }

  /// The installations to move data with: that of a cluster's major version, and the latest of a later one.
  ///
  /// Those that PARLEY_PG_BIN names come before those found elsewhere.
  static func pair(from cluster: Int, environment: [String: String], account: UserAccount)
    throws(ServerError) -> (old: Installation, new: Installation)
  {
    let found = (named(environment) + searched(environment)).compactMap { folder in
      major(of: "postgres", in: folder, account).map { Installation(folder: folder, major: $0) }
    }
    guard let old = found.first(where: { $0.major == cluster }),
      let new = found.max(by: { $0.major < $1.major }), new.major > cluster
    else {
      throw ServerError(
        .noPostgreSQL,
        "It takes the programs of PostgreSQL \(cluster) and of a later one to move the data, and "
          + "\(found.isEmpty ? "none" : "only \(majors(found))") was found: install the other, or set PARLEY_PG_BIN "
          + "to the folders of both, with a colon between them.")
    }
    return (old, new)
  }

  private static func majors(_ installations: [Installation]) -> String {
    Set(installations.map(\.major)).sorted().map(String.init).joined(separator: " and ")
  }

  /// The installation with the pg_dump and pg_restore for a server: of its major version,
  /// else the next later one.
  static func clients(for server: Int, environment: [String: String]) throws(ServerError) -> Installation {
    let found = folders(environment).compactMap { folder in
      major(of: "pg_dump", in: folder, .current).map { Installation(folder: folder, major: $0) }
    }
    guard let best = found.filter({ $0.major >= server }).min(by: { $0.major < $1.major }) else {
      let others = found.map { String($0.major) }.joined(separator: " and ")
      let only = others.isEmpty ? "none was found" : "only that of \(others) was found"
      throw ServerError(
        .noPostgreSQL,
        "It takes pg_dump of PostgreSQL \(server) or later, and \(only): install it (on Debian and Ubuntu: "
          + "apt-get install postgresql-client-\(server)), or set PARLEY_PG_BIN to the folder of its programs."
      )
    }
    return best
  }

  private static func none(_ environment: [String: String]) -> ServerError {
    if let named = environment["PARLEY_PG_BIN"], !named.isEmpty {
      return ServerError(
        .noPostgreSQL,
        "PARLEY_PG_BIN names \(named), where there is no postgres and initdb that can be run: correct it.")
    }
    return ServerError(
      .noPostgreSQL,
      "No PostgreSQL server was found: install one (on Debian and Ubuntu: apt-get install postgresql; "
        + "elsewhere: the package postgresql-server or postgresql), or name a database with --database.")
  }

  /// The folders to search, best first.
  private static func folders(_ environment: [String: String]) -> [String] {
    let named = named(environment)
    return named.isEmpty ? searched(environment) : named
  }

  /// The folders that PARLEY_PG_BIN lists, with a colon between them.
  private static func named(_ environment: [String: String]) -> [String] {
    (environment["PARLEY_PG_BIN"] ?? "").split(separator: ":").map(String.init)
  }

  private static func searched(_ environment: [String: String]) -> [String] {
    let search = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(
      String.init
    )
    .filter { $0.hasPrefix("/") }
    let configured = search.map { Files.join($0, "pg_config") }.first(where: Files.isExecutable).flatMap {
      try? Subprocess(path: $0, arguments: ["--bindir"], environment: environment, account: .current).run()
    }
    let packaged = (try? Files.list("/usr/lib/postgresql")) ?? []
    return (configured.map { [String($0.output.prefix { !$0.isNewline })] } ?? [])
      + packaged.compactMap { Int($0) }.sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" }
      + search
  }

  private static func major(of program: String, in folder: String, _ account: UserAccount) -> Int? {
    let path = Files.join(folder, program)
    guard Files.isExecutable(path) else { return nil }
    let asked = Subprocess(path: path, arguments: ["--version"], environment: [:], account: account)
    // Such as "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)" or "… 18beta1".
    guard let said = try? asked.run(), said.status == 0 else { return nil }
    return said.output.split(separator: " ").dropFirst(2).first.flatMap { Int($0.prefix { $0.isNumber }) }
  }
}
