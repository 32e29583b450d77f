import Foundation
package import Testing

/// Other people's programs in Python, as deploy/requirements.txt lists them.
package enum PythonPackages {
  private static let folder = Example.package.appending(path: ".build/python")

  /// The Python that has them.
  package static let python = folder.appending(path: "bin/python").path

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
