import Glibc
import Synchronization
import Talks

/// The time zones of the machine, from the compiled files of the IANA database.
package struct SystemZones: ZoneRules {
  private let directory: String
  private let cache = Cache()

  private final class Cache: Sendable {
    let tables = Mutex<[String: ZoneTable]>([:])
  }

  /// Reads below the given folder; without one below `TZDIR`, or `/usr/share/zoneinfo`.
  package init(directory: String? = nil) {
    let configured = unsafe directory ?? getenv("TZDIR").map { unsafe String(cString: $0) } ?? ""
    self.directory = configured.isEmpty ? "/usr/share/zoneinfo" : configured
  }

  package func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int? {
    UTCOnly().offsetSeconds(of: zone, atLocal: civilSeconds)
      ?? table(of: zone)?.offset(atLocal: civilSeconds)
  }

  package func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int? {
    UTCOnly().offsetSeconds(of: zone, atUTC: seconds) ?? table(of: zone)?.offset(atUTC: seconds)
  }

  /// Only zones that exist are kept, so that made-up names cannot fill the memory.
  private func table(of zone: String) -> ZoneTable? {
    guard Self.isName(zone) else { return nil }
    return cache.tables.withLock { tables in
      if let known = tables[zone] { return known }
      guard let bytes = Self.contents(of: "\(directory)/\(zone)"), let table = ZoneTable(tzif: bytes)
      else { return nil }
      tables[zone] = table
      return table
    }
  }

  /// IANA names are words parted by single slashes, the first with a capital, and so are never other paths.
  private static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= 64, let first = name.utf8.first, (0x41...0x5A).contains(first) else {
      return false
    }
    return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
            default: false
            }
          }
      }
  }

  /// A regular file of at most a megabyte; `nil` when it cannot be read.
  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      (1...1_048_576).contains(status.st_size)
    else { return nil }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: status.st_size) { buffer, count in
      count = unsafe max(0, Glibc.read(descriptor, buffer.baseAddress, status.st_size))
    }
    return bytes.count == status.st_size ? bytes : nil
  }
}
