/// The programs of one installed PostgreSQL.
struct Installation {
  static let oldest = 15

  let folder: String
  let major: Int

  func program(_ name: String) -> String { Files.join(folder, name) }

  /// The installation to run a cluster of this major version with, or for a new cluster the preferred one.
  static func find(for cluster: Int?, in data: DataFolder, environment: [String: String], account: Account)
    throws(ServerError) -> Installation
  {
    var found: [Int] = []
    for folder in folders(environment) {
      guard let major = major(folder, account), !found.contains(major) else { continue }
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
    throw ServerError(
      .versionMismatch,
      "The data in \(data.path) were made by PostgreSQL \(cluster), but only PostgreSQL \(others) was found: "
        + "install PostgreSQL \(cluster), or set PARLEY_PG_BIN to the folder of its programs.")
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

  /// Where to look, best first.
  private static func folders(_ environment: [String: String]) -> [String] {
    if let named = environment["PARLEY_PG_BIN"], !named.isEmpty { return [named] }
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

  private static func major(_ folder: String, _ account: Account) -> Int? {
    let server = Files.join(folder, "postgres")
    guard Files.isExecutable(server), Files.isExecutable(Files.join(folder, "initdb")) else { return nil }
    let asked = Subprocess(path: server, arguments: ["--version"], environment: [:], account: account)
    // Such as "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)" or "… 18beta1".
    guard let said = try? asked.run(), said.status == 0 else { return nil }
    return said.output.split(separator: " ").dropFirst(2).first.flatMap { Int($0.prefix { $0.isNumber }) }
  }
}
