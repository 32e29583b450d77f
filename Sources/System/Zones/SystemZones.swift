import Glibc
import Synchronization

/// The time zones of the machine, from the compiled files of the IANA database.
package struct SystemZones: Sendable {
  private let directory: String
  private let cache = Cache()

  private final class Cache: Sendable {
    let tables = Mutex<[String: ZoneTable]>([:])
  }

  /// Reads below the given folder; without one below `TZDIR`, or `/usr/share/zoneinfo`.
  package init(directory: String? = nil) {
    self.directory = directory ?? Environment["TZDIR"] ?? "/usr/share/zoneinfo"
  }

  /// Seconds east of UTC when the wall clock of a zone shows a time; nil when there is no such zone.
  ///
  /// A time that the clock shows twice is taken as the first, and one that it skips by the offset before.
  package func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int? {
    Self.isUTC(zone) ? 0 : table(of: zone)?.offset(atLocal: civilSeconds)
  }

  /// Seconds east of UTC at an instant; nil when there is no such zone.
  package func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int? {
    Self.isUTC(zone) ? 0 : table(of: zone)?.offset(atUTC: seconds)
  }

  /// UTC is known without a database.
  private static func isUTC(_ zone: String) -> Bool { zone == "UTC" || zone == "Etc/UTC" }

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
    guard let file = try? Descriptor(opening: path, O_RDONLY | O_NONBLOCK, followingLinks: true) else {
      return nil
    }
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      (1...1_048_576).contains(status.st_size)
    else { return nil }
    return try? file.readAll()
  }
}
