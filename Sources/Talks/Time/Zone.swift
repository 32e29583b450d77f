/// The rules of the world's time zones, passed in because they change.
package protocol ZoneRules: Sendable {
  /// Seconds east of UTC when the wall clock of a zone shows a time; `nil` when there is no such zone.
  ///
  /// A time that the clock shows twice is taken as the first, and one that it skips by the offset before.
  func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int?

  /// Seconds east of UTC at an instant; `nil` when there is no such zone.
  func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int?
}

/// The rules where no zone but UTC is known.
package struct UTCOnly: ZoneRules {
  package init() {}

  package func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int? {
    zone == "UTC" || zone == "Etc/UTC" ? 0 : nil
  }

  package func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int? {
    offsetSeconds(of: zone, atLocal: seconds)
  }
}

/// A time zone by its IANA name, such as `Asia/Seoul`, known to exist when it was named.
package struct Zone: Hashable, Sendable, CustomStringConvertible {
  package let name: String

  package init(_ name: String, rules: any ZoneRules) throws(UnknownZone) {
    guard rules.offsetSeconds(of: name, atUTC: 0) != nil else { throw UnknownZone(name: name) }
    self.name = name
  }

  package var description: String { name }
}

/// A name that the rules in use do not have.
package struct UnknownZone: Error, Hashable, CustomStringConvertible {
  package let name: String

  package var description: String {
    let isHarmless = name.utf8.count <= 64 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return "There is no time zone \(isHarmless ? "“\(name)”" : "of that name"): "
      + "use an IANA name such as Asia/Seoul."
  }
}
