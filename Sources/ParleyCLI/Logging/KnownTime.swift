import System
import Talks

/// The value of `--known`: when something was learned.
enum KnownTime {
  /// In microseconds since 1970 UTC; a day counts from its beginning.
  static func microseconds(_ text: String) throws -> Int64 {
    guard let moment = CivilDay(iso: text).map({ $0.firstSecond * 1_000_000 }) ?? RFC3339.microseconds(text)
    else {
      throw Failure(
        "“\(text)” is not a day or a moment; write it as 2020-05-01 or 2020-05-01T12:00:00Z.", .data)
    }
    if moment > WallClock.microseconds {
      throw Failure(Malformed.knownInTheFuture(text).reason, .data)
    }
    return moment
  }
}
