import ArgumentParser
import Evidence
import Imports

/// The option for the public key that verifies a checkpoint.
struct VerifierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The public key of the checkpoint; your own if left out.",
      discussion: "As “parley checkpoint --verifier” prints it.", valueName: "key"))
  var verifier: String?

  @Option(
    help: ArgumentHelp("The file of your own key.", valueName: "file"), completion: .file())
  var key: String?

  var chosen: Verifier {
    get throws {
      if let verifier {
        guard let found = Verifier(verifier) else {
          throw Failure(
            "“\(verifier)” is not a public key; “parley checkpoint --verifier” prints one.", .usage)
        }
        return found
      }
      guard let own = try KeyFile(key).read() else {
        throw Failure("There is no key to verify with; give the signer's with --verifier.", .usage)
      }
      return own.verifier
    }
  }

  /// A small text file.
  static func text(of path: String) throws -> String {
    var reader = LineReader(try ImportFile(path))
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: try line.content(), as: UTF8.self)) }
    return lines.map { $0 + "\n" }.joined()
  }
}
