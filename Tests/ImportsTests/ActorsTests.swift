import EventSourcing
import Imports
import Talks
import Testing

/// Who does what a row of a chronicle tells.
@Suite("A row of several parties")
struct ActorsTests {
  private func row(_ type: String, _ title: String, _ parties: [String], _ date: String = "2001-01-01")
    -> String
  {
    #"{"date":"\#(date)","process":"p","type":"\#(type)","title":"\#(title)","parties":[\#(parties.map { "\"\($0)\"" }.joined(separator: ","))]}"#
  }

  /// The type of each event, with each that acts.
  private func acts(_ log: InMemoryLog<Event>) throws -> [String] {
    try log.bodies("p").filter { !($0.detail is PartyDefined) }.flatMap { event in
      event.typedFields.filter { $0.field == "party" || $0.field == "with" }.flatMap(\.values)
        .map { "\(event.type.name) \($0)" }
    }
  }

  private func acts(_ rows: String...) throws -> [String] {
    let log = log()
    try log.take(rows)
    return try acts(log)
  }

  @Test(
    "keeps all whom its title names together",
    arguments: [
      (
        "party_withdrew", "Sinn Féin and the DUP leave the talks".replacing("é", with: "e"),
        ["party-withdrew sinn-fein", "party-withdrew dup"]
      ),
      (
        "party_joined", "Sinn Fein, DUP and the UUP join",
        ["party-joined sinn-fein", "party-joined dup", "party-joined uup"]
      ),
      ("party_returned", "DUP & UUP are back", ["party-returned dup", "party-returned uup"]),
      (
        "party_withdrew", "Both sides leave",
        ["party-withdrew sinn-fein", "party-withdrew dup", "party-withdrew uup"]
      ),
      (
        "party_withdrew", "Talks break up as DUP and UUP walk out",
        ["party-withdrew dup", "party-withdrew uup"]
      ),
      ("party_withdrew", "DUP leaves the talks with Sinn Fein", ["party-withdrew dup"]),
      (
        "party_withdrew", "UUP expels Sinn Fein and the DUP",
        ["party-withdrew sinn-fein", "party-withdrew dup"]
      ),
      (
        "measure_pledged", "Sinn Fein and DUP promise to share power",
        ["measure-pledged sinn-fein", "measure-pledged dup"]
      ),
      (
        "measure_implemented", "Sinn Fein and DUP share power",
        ["measure-implemented sinn-fein", "measure-implemented dup"]
      ),
      ("position_stated", "DUP and UUP want an election", ["position-stated dup", "position-stated uup"]),
    ])
  func together(type: String, title: String, acts: [String]) throws {
    let log = log()
    let report = try log.take([row(type, title, ["sinn-fein", "dup", "uup"])])
    #expect(try self.acts(log) == acts)
    #expect(report.unclear.isEmpty)
    // What several do together is one thing.
    #expect(try Set(log.bodies("p").compactMap(\.subject?.slug)).count <= 1)
    // All listed stay listed.
    #expect(try log.bodies("p").last?.parties.count == 3)
    // Again: nothing new.
    #expect(try log.take([row(type, title, ["sinn-fein", "dup", "uup"])]).new == 0)
  }

  @Test(
    "that does not say who acts is listed, with whom the import took",
    arguments: [
      (
        "The cooling tower is brought down", "kp",
        "The title names none of its 2 parties: North Korea, listed first, was taken."
      ),
      (
        "United States inspectors ordered out", "kp",
        "The title does not say whether United States acted: North Korea, listed first, was taken."
      ),
      (
        "Detainee handed over to the United States", "kp",
        "The title names nobody who acts: North Korea, listed first, was taken."
      ),
    ])
  func unclear(title: String, party: String, reason: String) throws {
    let log = log()
    let report = try log.take([row("measure_implemented", title, ["kp", "us"])])
    #expect(try acts(log) == ["measure-implemented \(party)"])
    #expect(report.unclear.map(\.reason) == [reason] && report.unclear.map(\.line) == [1])
  }

  @Test("is verified by those that can: organisations that are no party first, and never by who did it")
  func verifiers() throws {
    let done = row("measure_implemented", "North Korea closes the reactor at Yongbyon", ["kp", "us"])
    func verified(_ title: String, _ parties: [String]) throws -> [String] {
      try Array(acts(done, row("measure_verified", title, parties, "2001-01-08")).dropFirst())
    }
    #expect(
      try verified("Closure of the reactor at Yongbyon is confirmed", ["kp", "us", "iaea"]) == [
        "measure-verified iaea"
      ])
    #expect(
      try verified("North Korea shows the closed reactor at Yongbyon", ["kp", "us"]) == [
        "measure-verified us"
      ])
    #expect(
      try verified("IAEA and UN see the closed reactor at Yongbyon", ["iaea", "un", "kp"]) == [
        "measure-verified iaea", "measure-verified un",
      ])
    // The United States is a party of the row before, South Korea is none; but neither is an organisation.
    #expect(
      try verified("South Korea inspects the reactor at Yongbyon", ["us", "kr", "kp"]) == [
        "measure-verified kr"
      ])
  }

  @Test("that lists nobody who could verify is a note, and listed")
  func unverifiable() throws {
    let log = log()
    let report = try log.take([
      row("measure_implemented", "North Korea closes the reactor at Yongbyon", ["kp", "us"]),
      row(
        "measure_verified", "North Korea says that the reactor at Yongbyon is closed", ["kp"], "2001-01-08"),
      row(
        "measure_verified", "Who looked at the reactor at Yongbyon is not told", ["us", "kr", "kp"],
        "2001-01-09"),
    ])
    #expect(
      try log.bodies("p").map { $0.type.name } == ["measure-implemented", "note-added", "measure-verified"])
    #expect(
      report.unclear.map { "\($0.line) \($0.reason)" } == [
        "2 It lists nobody who could have verified it but who did it; it is kept as a note.",
        "3 Several of its parties may have verified it: United States was taken.",
      ])
  }
}
