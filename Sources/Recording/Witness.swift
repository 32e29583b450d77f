package import Talks

/// Where an event that is to be recorded comes from, by which it is judged.
package enum Witness {
  /// Somebody who sees the record as it stands: their zones must exist, and what they correct must still count.
  case here(zones: any ZoneRules)
  /// A file, which may have been written without knowledge of corrections that the log has, and with other zones.
  case elsewhere
}
