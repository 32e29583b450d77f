/// Values by key in a temporary file without a name; a value takes the place of an earlier one of its key.
package final class SpilledValues<Key: Hashable> {
  private struct Slot {
    var place: Int
    var length: Int
    /// How long a value can be that takes its place.
    var capacity: Int
  }

  private var file: Descriptor?
  private var slots: [Key: Slot] = [:]
  /// The places that were left for larger ones, by their capacity.
  private var free: [Int: [Int]] = [:]
  /// The length of the file.
  private var end = 0

  package init() {}

  package func put(_ value: [UInt8], for key: Key) throws(SystemError) {
    var slot = slots[key] ?? Slot(place: 0, length: 0, capacity: 0)
    if value.count > slot.capacity {
      if slot.capacity > 0 { free[slot.capacity, default: []].append(slot.place) }
      slot = take(Self.capacity(for: value.count))
    }
    slot.length = value.count
    slots[key] = slot
    if file == nil { file = try TemporaryFile.nameless() }
    try file?.write(value, at: slot.place)
  }

  package func value(for key: Key) throws(SystemError) -> [UInt8]? {
    guard let slot = slots[key] else { return nil }
    return try file?.bytes(from: slot.place, atMost: slot.length)
  }

  private func take(_ capacity: Int) -> Slot {
    if let place = free[capacity]?.popLast() { return Slot(place: place, length: 0, capacity: capacity) }
    defer { end += capacity }
    return Slot(place: end, length: 0, capacity: capacity)
  }

  /// A power of two, so that few places of another size are left.
  private static func capacity(for length: Int) -> Int {
    var capacity = 256
    while capacity < length { capacity *= 2 }
    return capacity
  }
}
