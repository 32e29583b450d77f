import Foundation
import TestSupport

/// A way to use each command on the Korean record, for tests that try all of them on some connection.
struct EveryCommand: CustomStringConvertible {
  enum Kind {
    /// Answers from what is recorded.
    case asks
    /// Answers, and compares the tables with others that it makes.
    case examines
    /// Records something, or changes the tables.
    case records
    /// Takes a session of its own, and reads alone.
    case copies
    /// The same, and writes.
    case replaces
    /// Does without the named database.
    case other
  }

  /// The command, by its first word.
  let name: String
  let kind: Kind
  /// A line of shell in which `parley` is the program.
  let line: String

  var description: String { line }

  /// Whether it ends by itself.
  var isWhole: Bool { !line.contains("kill") }

  private init(_ kind: Kind, _ line: String, name: String? = nil) {
    self.name = name ?? String(line.split(separator: " ")[1])
    self.kind = kind
    self.line = line
  }

  /// A command that goes on for ever, until it has printed so much.
  private static func until(_ pattern: String, _ line: String) -> String {
    "\(line) > seen 2> said & for i in {1..200}; do grep -q '\(pattern)' seen && break; sleep 0.05; done; kill $!; wait $!; grep -q '\(pattern)' seen || { cat said >&2; false; }"
  }

  private static let incidents = Example.package.appending(path: "docs/examples/incidents").path

  /// In an order in which each can do what it does.
  static let all: [EveryCommand] = [
    Self(.asks, "parley show six-party-talks"), Self(.asks, "parley list"),
    Self(.asks, "parley timeline six-party-talks"), Self(.asks, "parley roster six-party-talks"),
    Self(.asks, "parley rounds six-party-talks"), Self(.asks, "parley ledger six-party-talks"),
    Self(.asks, "parley measures six-party-talks"), Self(.asks, "parley agreements six-party-talks"),
    Self(.asks, "parley freeze us-dprk"), Self(.asks, "parley tracks six-party-talks"),
    Self(.asks, "parley episodes six-party-talks"), Self(.asks, "parley setbacks six-party-talks"),
    Self(.asks, "parley administrations six-party-talks"), Self(.asks, "parley accession kedo"),
    Self(.asks, "parley continuity us-dprk"), Self(.asks, "parley positions us-dprk"),
    Self(.asks, "parley proposals six-party-talks"), Self(.asks, "parley matrix us-dprk"),
    Self(.asks, "parley accounts"), Self(.asks, "parley sources kedo"), Self(.asks, "parley graph"),
    Self(.asks, "parley diff six-party-talks --from 2006-12-31 --to 2007-03-31"),
    Self(.asks, "parley brief six-party-talks --since 2008-06-01"),
    Self(.asks, "parley why six-party-talks standing"), Self(.asks, "parley history 168"),
    Self(.asks, "parley search reactor --limit 5"), Self(.asks, "parley check --process kedo || [ $? = 1 ]"),
    Self(.asks, "parley events --limit 5"), Self(.asks, "parley export kedo --format html"),
    Self(.asks, "parley complete parties"), Self(.asks, "parley doctor"),
    Self(.asks, until("^7", "parley watch --after 700")),
    Self(.asks, until("^http", "parley serve --port 0")),
    Self(.asks, "parley evidence --output log.evidence"),
    Self(.asks, "parley checkpoint --name desk.example --output new && mv new kept"),
    Self(.asks, "parley prove 168 --checkpoint kept --output proof"), Self(.examines, "parley verify"),
    Self(.copies, "parley backup new && mv new log.dump"),
    Self(.records, "parley log note-added six-party-talks --on 2003 --title One"),
    Self(.records, "parley resolve 168 --prefer 405 --because 'The file was right.'"),
    Self(.records, "parley amend 168 --set title=Statement --because 'Its name.'"),
    Self(.records, "parley retract 202 --because 'It was another.'"),
    Self(.records, "parley dispute 204 --party kp --account on=2007-07-15 --because 'As the agency said.'"),
    Self(
      .records,
      "for n in 1 2; do parley log note-added kedo --on 2003 --title Two --id 00000000-0000-7000-8000-00000000000$n || exit; done; parley merge 00000000-0000-7000-8000-00000000000{1,2} --because 'One happening.'",
      name: "merge"),
    Self(.records, "parley move 47 --to us-dprk --because 'It is theirs.'"),
    Self(.records, "parley rename kedo --to energy-organization --because 'The name in full.'"),
    Self(.records, "parley retire un-dprk --because 'Kept by others.'"),
    Self(.records, "parley import \(incidents)/2020-01.csv --map \(incidents)/map.json --known 2020-05-01"),
    Self(
      .records,
      "parley sync \(incidents)/2020-02.csv --map \(incidents)/map.json --known 2020-06-01 --because x"),
    Self(.records, "parley rebuild"), Self(.records, "parley init --default-marking CLEAR"),
    Self(.replaces, "parley erase 12 --reason 'A court asked.'"),
    Self(.replaces, "parley restore log.dump"),
    Self(.other, "parley server status"), Self(.other, "parley manual"),
  ]
}
