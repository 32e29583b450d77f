import Glibc

/// The machine's time of day, which may jump.
package enum WallClock {
  /// Since 1970 UTC.
  package static var microseconds: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}
