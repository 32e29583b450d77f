/// An amendment or an account that cannot be applied to its target.
package enum Unapplied: Check {
  package static let name = "unapplied"
  package static let help = "an amendment or an account that cannot be applied"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let corrections = record.state.corrections
    let changed = record.recorded.filter {
      corrections.remarks[$0.id] != nil && corrections.struck[$0.id] == nil
    }
    return changed.flatMap { entry -> [Finding] in
      var event = entry.event
      var found: [Finding] = []
      for amendment in record.amendments(of: entry.id) {
        do throws(Malformed) { event = try event.changed(by: amendment.changes) } catch {
          found.append(unapplied("An amendment", amendment.entry, to: entry, error))
        }
      }
      for account in corrections.disputes[entry.id]?.accounts ?? [] {
        do throws(Malformed) { _ = try event.changed(by: account.says) } catch {
          found.append(unapplied("An account", account.entry, to: entry, error))
        }
      }
      return found
    }
  }

  private static func unapplied(_ what: String, _ by: Entry, to entry: Entry, _ error: Malformed) -> Finding {
    finding(
      "\(what) of \(entry.quoted) cannot be applied: \(error.reason)", [entry.position, by.position],
      hint: "parley retract \(by.position) --because …")
  }
}
