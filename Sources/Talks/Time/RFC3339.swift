/// Moments as RFC 3339 writes them, always shown in UTC with microseconds.
package enum RFC3339 {
  /// `2020-05-01T12:00:00.000000Z`.
  package static func text(microseconds: Int64) -> String {
    let seconds = floorDivide(microseconds, 1_000_000)
    let day = CivilDay(civilSeconds: seconds) ?? CivilDay(days: 0)
    let within = seconds - day.firstSecond
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = [within / 3600, within / 60 % 60, within % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(day)T\(clock).\(padded(microseconds - seconds * 1_000_000, 6))Z"
  }

  /// Microseconds since 1970 UTC; nil where the text is not a date and time with `Z` or an offset.
  package static func microseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes[10] | 0x20 == UInt8(ascii: "t"),
      let day = CivilDay(iso: String(text.prefix(10)))
    else { return nil }
    var at = 11
    func number(_ width: Int) -> Int64? {
      guard at + width <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[at..<at + width] {
        guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      at += width
      return value
    }
    func take(_ character: Unicode.Scalar) -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
      at += 1
      return true
    }
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60, take(":"),
      let second = number(2), second < 60
    else { return nil }
    var fraction: Int64 = 0
    if take(".") {
      var digits = 0
      while at < bytes.count, let digit = number(1) {
        if digits < 6 { fraction = fraction * 10 + digit }
        digits += 1
      }
      if digits == 0 { return nil }
      while digits < 6 {
        fraction *= 10
        digits += 1
      }
    }
    var offset: Int64 = 0
    if !take("Z") && !take("z") {
      let sign: Int64 = take("+") ? 1 : -1
      if sign == -1 && !take("-") { return nil }
      guard let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60 else {
        return nil
      }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard at == bytes.count else { return nil }
    return (day.firstSecond + hour * 3600 + minute * 60 + second - offset) * 1_000_000 + fraction
  }
}
