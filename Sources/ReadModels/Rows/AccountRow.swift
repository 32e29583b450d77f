internal import EventSourcing
package import Talks

package struct AccountRow: Projected {
  package static let name = "account"
  package static let help =
    "Events that are told in several ways: one row an account, what was recorded first among them; and one row each of the corrections of an event that differ and did not know each other."
  package static let version = 2
  // On the corrections alone, which every state has.
  package static let restsOnRoster = true

  package var process = ""
  @Traced package var event = EventPosition(0)
  @Traced package var eventName = ""
  @Traced package var headline: String? = nil
  @Traced package var account = EventPosition(0)
  @Traced package var accountName = ""
  @Traced package var accordingTo: [String] = []
  @Traced package var says: [String] = []
  @Traced package var denied = false
  @Traced package var preferred = false
  @Traced package var open = false
  @Traced package var because: String? = nil
  @Traced package var conflict = false

  package init() {}

  package static let fields: [Field<AccountRow>] = [
    Field("event", \.$event, "Position of the event.", .key),
    Field("event_name", \.$eventName, "The end of its id, by which it is called in every copy.", .repeats),
    Field("headline", \.$headline, "What it says, as recorded."),
    Field(
      "account", \.$account,
      "Position of the event that gives the account; that of the event itself for what was recorded.", .key),
    Field("account_name", \.$accountName, "The end of the id of that event.", .repeats),
    Field("according_to", \.$accordingTo, "Whose account it is: a party by id, or sources by name."),
    Field("says", \.$says, "What it says, as field=value."),
    Field("denied", \.$denied, "Whether it says that nothing of the kind happened."),
    Field("preferred", \.$preferred, "Whether answers go by it."),
    Field("open", \.$open, "Whether the accounts have not been weighed yet."),
    Field("because", \.$because, "What was said of the account."),
    Field(
      "conflict", \.$conflict, "Whether it is a correction that differs from another which it did not know."),
  ]

  package static func rows(_ state: ProcessState) -> [AccountRow] {
    conflicts(state)
      + state.corrections.disputes.filter { $0.value.recorded != nil }.sorted { $0.key.isBefore($1.key) }
      .flatMap { event, dispute -> [AccountRow] in
        var first = row(
          of: dispute, at: dispute.position, by: dispute.recorded?.sources.flatMap(\.names) ?? [],
          says: dispute.contested, ids: (event, event))
        first.$denied = Traced(false, Provenance(dispute.position))
        return [first]
          + dispute.accounts.map { account in
            let own = Provenance(account.entry.position)
            var row = row(
              of: dispute, at: account.entry.position, by: account.names, says: account.says,
              ids: (event, account.entry.id))
            row.$denied = Traced(account.isDenied, own)
            row.$because = Traced(account.because, own)
            return row
          }
      }
  }

  /// One row each of the corrections of an event that conflict, in whatever they differ.
  private static func conflicts(_ state: ProcessState) -> [AccountRow] {
    state.corrections.conflicts.sorted { $0.key.isBefore($1.key) }.flatMap { _, conflicts -> [AccountRow] in
      let followed = Set(conflicts.compactMap(\.claims.first?.id))
      var seen: Set<EventID> = []
      return conflicts.flatMap { conflict in
        conflict.claims.filter { seen.insert($0.id).inserted }.map { claim in
          let own = Provenance(claim.position)
          var row = AccountRow()
          row.$event = .position(conflict.event.position)
          row.$headline = Traced(conflict.event.event.headline, Provenance(conflict.event.position))
          row.$account = .position(claim.position)
          row.$eventName = Traced(conflict.event.id.ending(), own)
          row.$accountName = Traced(claim.id.ending(), own)
          row.$says = Traced(claim.event.correction?.changes.map(\.typed) ?? [], own)
          row.$denied = Traced(claim.removes(conflict.event.id), own)
          row.$preferred = Traced(followed.contains(claim.id), own)
          row.$open = Traced(true, own)
          row.$because = Traced(claim.event.because, own)
          row.$conflict = Traced(true, own)
          return row
        }
      }
    }
  }

  private static func row(
    of dispute: Dispute, at position: Int64, by names: [String], says: [Change],
    ids: (event: EventID, account: EventID)
  )
    -> AccountRow
  {
    let own = Provenance(position)
    let weighed = own.union(dispute.resolution?.dating.provenance ?? [])
    var row = AccountRow()
    row.$event = .position(dispute.position)
    row.$headline = Traced(dispute.recorded?.headline, Provenance(dispute.position))
    row.$account = .position(position)
    row.$eventName = Traced(ids.event.ending(), Provenance(dispute.position))
    row.$accountName = Traced(ids.account.ending(), own)
    row.$accordingTo = Traced(names, own)
    row.$says = Traced(says.map(\.typed), own)
    row.$preferred = Traced(position == (dispute.preferred?.entry.position ?? dispute.position), weighed)
    row.$open = Traced(dispute.isOpen, weighed)
    return row
  }
}
