import Glibc
import Talks

/// Decodes the events of a file again and again on one core, for `make bench`.
///
/// Each line is an event type, a space and a recorded body; prints seconds for one pass over all of them.
@main
enum DecodeBench {
  static func main() throws {
    let lines = try read(CommandLine.arguments.dropFirst().first ?? "").split(separator: UInt8(ascii: "\n"))
    let events = lines.map { line in
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      return (type: String(decoding: parts[0], as: UTF8.self), body: Array(parts[1]))
    }
    var codec = EventCodec()
    var best = Duration.seconds(3600)
    for _ in 0..<5 {
      best = try min(
        best,
        ContinuousClock().measure {
          for event in events { _ = try codec.decode(type: event.type, body: event.body) }
        })
    }
    print(best / .seconds(1))
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Unreadable(path: path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = unsafe Glibc.read(descriptor, &chunk, chunk.count), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  private struct Unreadable: Error { let path: String }
}
