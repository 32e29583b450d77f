/// Every projection, in the order in which they are written; a test compares it with its folder and with
/// `schema/read`.
package enum Projections {
  package static let all: [any Projection.Type] = [
    ProcessProjection.self,
    PartyProjection.self,
    SourceProjection.self,
    TierProjection.self,
    RosterProjection.self,
    RoundProjection.self,
    ContactProjection.self,
    PositionProjection.self,
    ProposalProjection.self,
    MeasureProjection.self,
    AgreementProjection.self,
    SetbackProjection.self,
    AdministrationProjection.self,
    TrackProjection.self,
    TrackYearProjection.self,
    ExchangeProjection.self,
    BalanceProjection.self,
    VerificationProjection.self,
    LinkProjection.self,
    EpisodeProjection.self,
    AccountProjection.self,
    TimelineProjection.self,
    AccessionProjection.self,
    MoveProjection.self,
    DistanceProjection.self,
    SearchProjection.self,
  ]

  /// Counts up when a projection's rows change their meaning, so that tables of an older program are rebuilt.
  static let edition = 7
}
