import System

/// The reason for the failure of a PostgreSQL program, recognised by its output.
struct Complaint {
  /// The first line of a grave kind, without control characters.
  let text: String
  let mentionsNoSpace: Bool

  init(in output: String) {
    let lines = output.split(whereSeparator: \.isNewline)
    let grave = lines.compactMap { line in
      ["PANIC:  ", "FATAL:  ", "error: "].lazy.compactMap { line.firstRange(of: $0) }.first.map {
        line[$0.upperBound...]
      }
    }
    let said = grave.first { !$0.hasPrefix("the database system is") } ?? lines.last ?? "nothing"
    text = String(
      said.unicodeScalars.filter { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }.map(Character.init)
    )
    mentionsNoSpace = ["No space left on device", "Disk quota exceeded", "wrote only"].contains {
      output.contains($0)
    }
  }

  var mentionsWriteAheadLog: Bool { text.contains("pg_wal/") }

  /// Whether the disk is full: reported as such, or so full that the report could not be written.
  func isNoSpace(in data: DataFolder) -> Bool {
    mentionsNoSpace || Files.freeBytes(data.path).map { $0 < 1 << 20 } ?? false
  }

  /// Whether another server of the same cluster was in the way.
  var isOfAnotherServer: Bool {
    text.contains("lock file") || text.contains("shared memory block")
  }
}
