import EventSourcing
import System
import Talks

/// What the domain takes from outside, as this machine has it.

extension SystemZones: ZoneRules {}

extension CivilDay {
  /// Today, by UTC.
  static var today: CivilDay { CivilDay(days: Int32(WallClock.microseconds / 86_400_000_000)) }
}

extension EventID {
  /// An id that nothing has yet.
  static func new() -> EventID {
    var random = SystemRandomNumberGenerator()
    return EventID(
      millisecondsSince1970: UInt64(WallClock.microseconds / 1_000), random: (random.next(), random.next()))
  }
}
