/// A table that keeps to the first value of each key: the latest in memory up to a limit, the others in a temporary file
/// without a name.
///
/// The file is a hash table: a page holds the entries whose hashes begin with its number, and each is divided into four
/// before many are half full. Hashes differ from run to run, so that nobody can make keys that share a page.
package final class SpilledTable {
  private typealias Pair = (key: UInt128, value: UInt128)

  /// How many bytes an entry takes, and a page; an entry of zeros is none.
  private static let (entry, page) = (32, 4096)

  /// The number of entries that are kept in memory.
  private let limit: Int
  private var recent: [UInt128: UInt128] = [:]
  private var file: Descriptor?
  /// The number of leading bits of a hash that are the number of a page.
  private var bits: Int
  /// The number of entries in the file.
  private var count = 0

  /// - Parameter limit: the number of entries that are kept in memory.
  /// - Parameter bits: how many pages the file has at first, as a power of two.
  package init(limit: Int = 1 << 16, bits: Int = 10) { (self.limit, self.bits) = (limit, bits) }

  /// Gives a key its value, if it has none; returns the one that it had.
  ///
  /// - Parameter value: not zero.
  package func insert(_ value: UInt128, for key: UInt128) throws(SystemError) -> UInt128? {
    if let before = recent[key] { return before }
    if file != nil, let before = try entries(page(of: key)).first(where: { $0.key == key }) {
      return before.value
    }
    recent[key] = value
    if recent.count >= limit { try spill() }
    return nil
  }

  private func page(of key: UInt128) -> Int { Int(UInt(bitPattern: key.hashValue) >> (UInt.bitWidth - bits)) }

  private func entries(_ page: Int) throws(SystemError) -> [Pair] {
    let bytes = try file?.bytes(from: page * Self.page, atMost: Self.page) ?? []
    var found: [Pair] = []
    for at in stride(from: 0, to: bytes.count, by: Self.entry) {
      let entry = unsafe bytes.withUnsafeBytes { raw in
        unsafe (
          key: raw.loadUnaligned(fromByteOffset: at, as: UInt128.self),
          value: raw.loadUnaligned(fromByteOffset: at + 16, as: UInt128.self)
        )
      }
      if entry.value == 0 { break }
      found.append(entry)
    }
    return found
  }

  /// Moves the entries in memory to the file.
  private func spill() throws(SystemError) {
    if file == nil { file = try TemporaryFile.nameless() }
    let most = Self.page / Self.entry
    while (count + recent.count) * 2 > most << bits { try divide() }
    let byPage = Dictionary(grouping: recent.map { (key: $0.key, value: $0.value) }) { page(of: $0.key) }
    for (number, added) in byPage {
      let all = try entries(number) + added
      if all.count > most {
        try divide()
        return try spill()
      }
      try file?.write(Self.bytes(of: all), at: number * Self.page)
      count += added.count
      for (key, _) in added { recent[key] = nil }
    }
  }

  /// Writes a file of four times as many pages.
  private func divide() throws(SystemError) {
    let divided = try TemporaryFile.nameless()
    let before = 0..<1 << bits
    bits += 2
    for number in before {
      for (number, entries) in Dictionary(grouping: try entries(number), by: { page(of: $0.key) }) {
        try divided.write(Self.bytes(of: entries), at: number * Self.page)
      }
    }
    file = consume divided
  }

  private static func bytes(of entries: [Pair]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * entry)
    for entry in entries {
      unsafe withUnsafeBytes(of: (entry.key, entry.value)) { unsafe bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
