/// Every question, in the order of commands in help and of pages of `parley serve`, the one in which a desk
/// asks them. A test compares it with the folder `Questions`.
package enum Questions {
  package static let all: [any Question.Type] = [
    ListQuestion.self,
    SearchQuestion.self,
    ShowQuestion.self,
    BriefQuestion.self,
    RosterQuestion.self,
    AccessionQuestion.self,
    RoundsQuestion.self,
    PositionsQuestion.self,
    ProposalsQuestion.self,
    MatrixQuestion.self,
    MeasuresQuestion.self,
    LedgerQuestion.self,
    FreezeQuestion.self,
    AgreementsQuestion.self,
    GraphQuestion.self,
    SetbacksQuestion.self,
    EpisodesQuestion.self,
    TracksQuestion.self,
    ContinuityQuestion.self,
    AdministrationsQuestion.self,
    TimelineQuestion.self,
    SourcesQuestion.self,
    AccountsQuestion.self,
    HistoryQuestion.self,
    WhyQuestion.self,
    DiffQuestion.self,
    CheckQuestion.self,
  ]
}
