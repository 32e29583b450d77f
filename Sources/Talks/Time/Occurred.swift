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
    latest = instant(start.latest, of: edtf.isInterval ? first ?? last : last) ?? .max
    guard edtf.isInterval else {
      (endEarliest, endLatest) = (earliest, latest)
      return
    }
    endEarliest = instant(edtf.end.earliest, of: last ?? first) ?? .min
    endLatest = instant(edtf.end.latest, of: last) ?? .max
  }

  /// The same by the clock of a place, each date of an interval or of `[a..b]`; nil where the clock by which one of them
  /// stands, or its time of day, is not known.
  package func clock(in place: Zone, rules: any ZoneRules) -> EDTF? {
    func local(_ point: EDTF.Point) -> String? {
      let start = point.bounds.earliest ?? 0
      guard point.hasTime,
        let own = point.offsetSeconds ?? zone.flatMap({ rules.offsetSeconds(of: $0.name, atLocal: start) }),
        let offset = rules.offsetSeconds(of: place.name, atUTC: start - Int64(own)),
        let day = CivilDay(civilSeconds: start - Int64(own) + Int64(offset))
      else { return nil }
      let second = start - Int64(own) + Int64(offset) - Int64(day.days) * 86_400
      let parts =
        point.precision == .second
        ? [second / 3600, second / 60 % 60, second % 60] : [second / 3600, second / 60 % 60]
      let doubt = point.isUncertain ? (point.isApproximate ? "%" : "?") : point.isApproximate ? "~" : ""
      return "\(day)T" + parts.map { UInt($0).padded(to: 2) }.joined(separator: ":") + doubt
    }
    func local(_ end: EDTF.End) -> String? {
      switch end {
      case .at(let point): local(point)
      case .open: ".."
      case .unknown: ""
      }
    }
    let text: String? =
      switch edtf.shape {
      case .single(let point): local(point)
      case .interval(let from, let to): local(from).flatMap { from in local(to).map { "\(from)/\($0)" } }
      case .oneOf(let first, let last):
        local(first).flatMap { first in
          local(last).map { "[\(first == ".." ? "" : first)..\($0 == ".." ? "" : $0)]" }
        }
      }
    return text.flatMap { try? EDTF($0) }
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
