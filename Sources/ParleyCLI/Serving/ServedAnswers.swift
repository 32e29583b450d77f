/// Every answer that `parley serve` shows of a process, in the order in which a page offers them.
enum ServedAnswers {
  static let all: [any Answering.Type] = [
    RosterCommand.self,
    AccessionCommand.self,
    RoundsCommand.self,
    PositionsCommand.self,
    MeasuresCommand.self,
    LedgerCommand.self,
    FreezeCommand.self,
    AgreementsCommand.self,
    GraphCommand.self,
    SetbacksCommand.self,
    EpisodesCommand.self,
    TracksCommand.self,
    ContinuityCommand.self,
    AdministrationsCommand.self,
    TimelineCommand.self,
    AccountsCommand.self,
    SourcesCommand.List.self,
  ]
}
