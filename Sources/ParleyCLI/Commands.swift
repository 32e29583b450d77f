import Answers
import ArgumentParser

/// Every command, in the order of help; a test compares it with the folder `Commands`.
enum Commands {
  static let all = recording + Questions.all.map { $0.asCommand } + others

  static var names: [String] { all.map { $0._commandName } }

  static let recording: [any ParsableCommand.Type] = [
    InitCommand.self,
    LogCommand.self,
    AmendCommand.self,
    RetractCommand.self,
    MergeCommand.self,
    MoveCommand.self,
    RenameCommand.self,
    RetireCommand.self,
    DisputeCommand.self,
    ResolveCommand.self,
    ImportCommand.self,
    SyncCommand.self,
  ]

  static let others: [any ParsableCommand.Type] = [
    EventsCommand.self,
    WatchCommand.self,
    ServeCommand.self,
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
