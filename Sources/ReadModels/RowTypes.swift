/// Every row type that is kept in a table, in the order of writing;
/// a test compares it with the folder `Rows`.
package enum RowTypes {
  package static let all: [any Projected.Type] = [
    ProcessRow.self,
    PartyRow.self,
    SourceRow.self,
    TierRow.self,
    RosterRow.self,
    RoundRow.self,
    ContactRow.self,
    PositionRow.self,
    ProposalRow.self,
    MeasureRow.self,
    AgreementRow.self,
    SetbackRow.self,
    AdministrationRow.self,
    TrackRow.self,
    TrackYearRow.self,
    ExchangeRow.self,
    BalanceRow.self,
    VerificationRow.self,
    QuantityRow.self,
    LinkRow.self,
    EpisodeRow.self,
    AccountRow.self,
    TimelineRow.self,
    AccessionRow.self,
    MoveRow.self,
    DistanceRow.self,
    SearchRow.self,
  ]
}
