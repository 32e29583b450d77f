import EventSourcing
import System
import Talks

/// The zones of this machine, as the domain asks for them.
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
