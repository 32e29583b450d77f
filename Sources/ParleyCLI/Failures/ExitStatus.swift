/// The exit statuses of the program; the numbers are those of sysexits(3) where it has one.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  case difference = 1
  case usage = 64
  case data = 65
  case noInput = 66
  case noServer = 69
  case software = 70
  case noProgram = 72
  case cannotWrite = 73
  case conflict = 75
  case denied = 77
  case unreleased = 78
  case held = 79

  var meaning: String {
    switch self {
    case .success: "All went well."
    case .difference:
      "A check found a difference or something that does not add up, or a part of an import or an export was left out."
    case .usage: "The command line was not understood."
    case .data: "Something that was to be recorded, or asked for, was not understood; nothing was recorded."
    case .noInput: "A file could not be read, or a key's file is open to others."
    case .noServer: "No database server could be reached or started, or “serve” could not listen."
    case .software: "Something unexpected went wrong in parley or the database."
    case .noProgram: "A program that the command needs is missing or has failed."
    case .cannotWrite: "A file or the database could not be written, such as on a full disk."
    case .conflict: "Others kept appending to the same process, or kept the turn to append; try again."
    case .unreleased: "The database was set up by a parley from before the first release."
    case .held:
      "What is to be erased may still be seen, by a transaction, a replication slot or a standby: nothing was erased, or “parley erase --finish” completes it."
    case .denied: "The database refused the password, or the right to do this."
    }
  }
}
