/// The time of an event: as written, the zone, and the derived instants.
package struct Occurred: Hashable, Sendable {
  package let edtf: EDTF
  package let zone: Zone?
  /// The first instant at which it may have begun, in seconds since 1970 UTC; `Int64.min` when unbounded.
  package let earliest: Int64
  /// The last instant at which it may have begun; `Int64.max` when unbounded.
  package let latest: Int64
  /// The first instant at which it may have ended; `Int64.min` when unbounded.
  package let endEarliest: Int64
  /// The last instant at which it may have ended; `Int64.max` when unbounded.
  package let endLatest: Int64

  /// An explicit offset overrides the zone; a time with neither is UTC.
  package init(edtf: EDTF, zone name: String?, rules: any ZoneRules) throws(UnknownZone) {
    var zone: Zone?
    if let name { zone = try Zone(name, rules: rules) }
    func instant(_ civil: Int64?, of point: EDTF.Point?) -> Int64? {
      guard let civil else { return nil }
      let offset =
        point?.offsetSeconds ?? zone.flatMap { rules.offsetSeconds(of: $0.name, atLocal: civil) } ?? 0
      return civil - Int64(offset)
    }
    let (start, first, last) = (edtf.start, edtf.first, edtf.last)
    self.edtf = edtf
    self.zone = zone
    earliest = instant(start.earliest, of: first) ?? .min
    latest = instant(start.latest, of: edtf.isInterval ? first : last) ?? .max
    guard edtf.isInterval else {
      (endEarliest, endLatest) = (earliest, latest)
      return
    }
    endEarliest = instant(edtf.end.earliest, of: last) ?? .min
    endLatest = instant(edtf.end.latest, of: last) ?? .max
  }

  /// The local date and time of day of its beginning; nil where that is not known to the minute.
  package func clock(in place: Zone, rules: any ZoneRules) -> EDTF? {
    guard edtf.hasTime, !edtf.isInterval, zone != nil || edtf.offsetSeconds != nil, latest - earliest < 60,
      let offset = rules.offsetSeconds(of: place.name, atUTC: earliest),
      let day = CivilDay(civilSeconds: earliest + Int64(offset))
    else { return nil }
    let second = earliest + Int64(offset) - Int64(day.days) * 86_400
    let parts =
      edtf.precision == .second
      ? [second / 3600, second / 60 % 60, second % 60] : [second / 3600, second / 60 % 60]
    let doubt = edtf.isUncertain ? (edtf.isApproximate ? "%" : "?") : edtf.isApproximate ? "~" : ""
    return try? EDTF("\(day)T" + parts.map { UInt($0).padded(to: 2) }.joined(separator: ":") + doubt)
  }

  /// The calendar day of its beginning in a place; `nil` where several are possible.
  ///
  /// Without a zone or an offset of its own, or in its own zone, it is the day as written.
  package func day(in place: Zone, rules: any ZoneRules) -> CivilDay? {
    let isAsWritten = edtf.offsetSeconds == nil && (zone == nil || zone == place)
    func day(_ civil: Int64?, _ instant: Int64) -> CivilDay? {
      guard let civil else { return nil }
      guard !isAsWritten else { return CivilDay(civilSeconds: civil) }
      return rules.offsetSeconds(of: place.name, atUTC: instant)
        .flatMap { CivilDay(civilSeconds: instant + Int64($0)) }
    }
    let first = day(edtf.start.earliest, earliest)
    return first == day(edtf.start.latest, latest) ? first : nil
  }
}
