import EventSourcing
import EventStore
import Postgres
import Schema
import Talks
import TestSupport
import Testing

@Suite("Who may see what is worked out anew from the record")
struct MarkingAuditTests {
  private let connection: Connection
  private let log: PostgresLog

  init() throws {
    connection = try Connection(TestCluster.shared().freshLog())
    try connection.script(Schema.roles.sql)
    log = PostgresLog(connection)
  }

  private var remarks: [String] { get throws { try MarkingAudit(log).remarks } }

  /// A record with markings of every kind.
  private func fill() throws {
    for (type, body) in [
      ("note-added", #"{"title":"a"}"#), ("note-added", #"{"tlp":"tlp:amber+strict"}"#),
      ("note-added", #"{"tlp":"PURPLE","sources":[{"tlp":"GREEN"},{"title":"t"},"u"]}"#),
      ("note-added", #"{"\u0074lp":"AMBER"}"#), ("note-added", #"{"sources":[{"title":"s","tlp":"RED"}]}"#),
      ("event-amended", #"{"amended":"@1","set":["title=b","tlp=amber"],"tlp":"CLEAR"}"#),
      ("event-disputed", #"{"disputed":"@1","account":["title=c"]}"#),
      ("event-amended", #"{"amended":"@1","set":["tlp=GREEN"]}"#),
      ("event-retracted", #"{"retracted":"@8"}"#),
      ("event-retracted", #"{"retracted":"@9"}"#),
      ("event-amended", #"{"amended":"@8","set":["set=tlp=RED"]}"#),
      ("events-merged", #"{"merged":"@1","into":"@2"}"#),
      ("event-amended", #"{"amended":"@4","set":["tlp="]}"#),
    ] { try connection.append(type, body) }
  }

  @Test("and agrees with what the database keeps, whatever was said, retracted or set")
  func agrees() throws {
    #expect(try remarks == [])
    try fill()
    #expect(try remarks == [])
    #expect(try MarkingAudit(log).count == 13)
    for marking in [Marking.red, .amber, .clear] {
      try log.setUsualMarking(marking)
      #expect(try remarks == [], "\(marking)")
    }
    let changes = try connection.query("SELECT marking::text FROM log.setting_change ORDER BY n")
    #expect(try changes.map { try $0.get(0, as: String.self) } == ["RED", "AMBER", "CLEAR"])
  }

  @Test(
    "so that what was declassified behind the program's back is found",
    arguments: [
      (
        "UPDATE log.event SET marking = 'CLEAR' WHERE position = 2",
        "the marking of event 2 is kept as TLP:CLEAR, and by the record is TLP:AMBER+STRICT"
      ),
      (
        "UPDATE log.event SET marking = NULL WHERE position = 3",
        "the marking of event 3 is kept as none, and by the record is TLP:RED"
      ),
      (
        "UPDATE log.event SET sources = NULL WHERE position = 5",
        "the marking of the sources of event 5 is kept as none, and by the record is TLP:RED"
      ),
      (
        "DELETE FROM log.mention WHERE position = 6",
        "what speaks of which event is not kept as the record has it (1)"
      ),
      (
        "UPDATE log.extract SET body = '{}' WHERE ceiling = 'CLEAR'",
        "what roles with a ceiling see is not what the markings leave ("
      ),
      (
        "INSERT INTO log.extract (ceiling, position, stream, version, id, type, body, by, login, known, recorded, chain, marking) SELECT 'CLEAR', 99, stream, 99, id, type, body, by, login, known, recorded, chain, 'RED' FROM log.event WHERE position = 3",
        "what roles with a ceiling see is not what the markings leave (1)"
      ),
      (
        "UPDATE log.clearance SET is_limited = false",
        "roles with a ceiling are not kept from what is above it (4)"
      ),
      (
        "UPDATE log.setting SET marking = 'AMBER'",
        "the marking of what says nothing of markings is not the one that was last set (1)"
      ),
      (
        "INSERT INTO log.setting_change VALUES (1, now(), 'x', 'CLEAR', '')",
        "the marking of what says nothing of markings is not the one that was last set (1)"
      ),
    ])
  func behind(script: String, remark: String) throws {
    try fill()
    let tables = ["event", "setting"].map { "ALTER TABLE log.\($0) DISABLE TRIGGER ALL" }
    try connection.script((tables + [script]).joined(separator: "; "))
    let found = try remarks
    #expect(found.contains { $0.hasPrefix(remark) }, "\(found)")
  }
}
