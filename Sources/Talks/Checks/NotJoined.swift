/// Parties that attended a round without having joined, or after having left;
/// the first such round is reported.
package enum NotJoined: Check {
  package static let name = "not-joined"
  package static let help = "a party at a round that it had not joined"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let presence = Attendance(record)
    var told: [PartyID: Set<Int64?>] = [:]
    return presence.meetings.flatMap { entry in
      var strangers: [Int64?: [PartyID]] = [:]
      for party in entry.event.parties {
        let left = presence.lastLeft(party, before: entry.dating)
        if !presence.isJoined(party, at: entry.dating, since: left),
          told[party, default: []].insert(left?.position).inserted
        {
          strangers[left?.position, default: []].append(party)
        }
      }
      return strangers.map { left, parties in
        let step = left == nil ? "joined" : "returned"
        let names = parties.map(\.name).joined(separator: ", ")
        return finding(
          "\(names) \(parties.count == 1 ? "is" : "are") at \(entry.quoted)\(entry.dating.when) without having \(step).",
          Provenance([left, entry.position].compactMap(\.self)),
          hint: parties.map { "parley log party-\(step) \(record.process) --party \($0) --on DATE" }
            .joined(separator: "; "))
      }
    }
  }
}

/// The parties' recorded arrivals, departures and presence.
struct Attendance {
  /// The events by which each party took a seat.
  private(set) var joined: [PartyID: [Entry]] = [:]
  private(set) var left: [PartyID: [Dating]] = [:]
  /// The rounds and openings.
  private(set) var meetings: [Entry] = []
  private var closed: [Dating] = []

  init(_ record: Inspection) {
    for entry in record.state.entries {
      if entry.event.detail.turn == .closes { closed.append(entry.dating) }
      switch entry.event.detail.presence {
      case .joins(let party, _, _, _)?, .returns(let party, _, _)?: joined[party, default: []].append(entry)
      case .leaves(let party, _, _)?: left[party, default: []].append(entry.dating)
      case .attends?: meetings.append(entry)
      case .invites?, nil: break
      }
    }
    for party in joined.keys { left[party, default: []] += closed }
  }

  /// The last time that it left for certain before something happened.
  func lastLeft(_ party: PartyID, before dating: Dating) -> Dating? {
    (left[party] ?? []).filter { $0.precedes(dating) == .yes }
      .max { ($0.firstDay ?? .min) < ($1.firstDay ?? .min) }
  }

  /// The first time that it left for certain after something happened.
  func firstLeft(_ party: PartyID, after dating: Dating) -> Dating? {
    (left[party] ?? []).filter { dating.precedes($0) == .yes }
      .min { ($0.firstDay ?? .max) < ($1.firstDay ?? .max) }
  }

  /// The first time that it came for certain after something happened.
  func firstCame(_ party: PartyID, after dating: Dating) -> Dating? {
    (joined[party] ?? []).map(\.dating).filter { dating.precedes($0) == .yes }
      .min { ($0.firstDay ?? .max) < ($1.firstDay ?? .max) }
  }

  /// Whether it may have come by then, and not have left since.
  func isJoined(_ party: PartyID, at dating: Dating, since left: Dating?) -> Bool {
    (joined[party] ?? []).contains { entry in
      dating.precedes(entry.dating) != .yes && left.map { entry.dating.precedes($0) != .yes } ?? true
    }
  }

  /// Whether it may have left between two times.
  func mayHaveLeft(_ party: PartyID, between one: Dating, and other: Dating) -> Bool {
    (left[party] ?? []).contains { $0.precedes(one) != .yes && other.precedes($0) != .yes }
  }
}
