package import Talks

package struct AccountRow: Projected {
  package static let name = "account"
  package static let help =
    "Events that are told in several ways: one row an account, what was recorded first among them."

  package var process = ""
  @Traced package var event = EventPosition(0)
  @Traced package var headline: String? = nil
  @Traced package var account = EventPosition(0)
  @Traced package var accordingTo: [String] = []
  @Traced package var says: [String] = []
  @Traced package var denied = false
  @Traced package var preferred = false
  @Traced package var open = false
  @Traced package var because: String? = nil

  package init() {}

  package static let fields: [Field<AccountRow>] = [
    Field("event", \.$event, "Position of the event.", .key),
    Field("headline", \.$headline, "What it says, as recorded."),
    Field(
      "account", \.$account,
      "Position of the event that gives the account; that of the event itself for what was recorded.", .key),
    Field("according_to", \.$accordingTo, "Whose account it is: a party by id, or sources by name."),
    Field("says", \.$says, "What it says, as field=value."),
    Field("denied", \.$denied, "Whether it says that nothing of the kind happened."),
    Field("preferred", \.$preferred, "Whether answers go by it."),
    Field("open", \.$open, "Whether the accounts have not been weighed yet."),
    Field("because", \.$because, "What was said of the account."),
  ]

  package static func rows(_ state: ProcessState) -> [AccountRow] {
    state.corrections.disputes.values.filter { $0.recorded != nil }.sorted { $0.position < $1.position }
      .flatMap { dispute -> [AccountRow] in
        var first = row(
          of: dispute, at: dispute.position, by: dispute.recorded?.sources.flatMap(\.names) ?? [],
          says: dispute.contested)
        first.$denied = Traced(false, Provenance(dispute.position))
        return [first]
          + dispute.accounts.map { account in
            let own = Provenance(account.entry.position)
            var row = row(of: dispute, at: account.entry.position, by: account.names, says: account.says)
            row.$denied = Traced(account.isDenied, own)
            row.$because = Traced(account.because, own)
            return row
          }
      }
  }

  private static func row(of dispute: Dispute, at position: Int64, by names: [String], says: [Change])
    -> AccountRow
  {
    let own = Provenance(position)
    let weighed = own.union(dispute.resolution?.dating.provenance ?? [])
    var row = AccountRow()
    row.$event = .position(dispute.position)
    row.$headline = Traced(dispute.recorded?.headline, Provenance(dispute.position))
    row.$account = .position(position)
    row.$accordingTo = Traced(names, own)
    row.$says = Traced(says.map(\.typed), own)
    row.$preferred = Traced(position == (dispute.preferred?.entry.position ?? dispute.position), weighed)
    row.$open = Traced(dispute.isOpen, weighed)
    return row
  }
}
