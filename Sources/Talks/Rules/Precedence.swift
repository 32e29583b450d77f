extension Dating {
  /// Whether it began before another, by the day; two dates of one day are simultaneous.
  package func beginsBefore(_ other: Dating) -> Truth {
    if let own = surelyBegun, let its = other.firstDay, own < its { return .yes }
    if let own = firstDay, let its = other.surelyBegun, own >= its { return .no }
    return .unknown
  }

  /// Whether it may have begun earlier than another did at the earliest.
  package func isEarlier(than other: Dating) -> Bool { (firstDay ?? .min) < (other.firstDay ?? .min) }
}
