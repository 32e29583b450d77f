import ArgumentParser

/// Every command, in the order in which help lists them; a test compares it with the folder `Commands`.
enum Commands {
  static let all: [any ParsableCommand.Type] = [
    InitCommand.self,
    LogCommand.self,
    ImportCommand.self,
    ListCommand.self,
    ShowCommand.self,
    RosterCommand.self,
    RoundsCommand.self,
    MeasuresCommand.self,
    AgreementsCommand.self,
    SetbacksCommand.self,
    AdministrationsCommand.self,
    TimelineCommand.self,
    EventsCommand.self,
    WatchCommand.self,
    ExportCommand.self,
    BackupCommand.self,
    RestoreCommand.self,
    RebuildCommand.self,
    VerifyCommand.self,
    CheckpointCommand.self,
    EvidenceCommand.self,
    ProveCommand.self,
    EraseCommand.self,
    ServerCommand.self,
    DoctorCommand.self,
    CompleteCommand.self,
    ManualCommand.self,
  ]
}
