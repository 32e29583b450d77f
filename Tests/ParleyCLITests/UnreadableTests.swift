import Postgres
import TestSupport
import Testing

@Suite("An event that another program recorded and nobody can read")
struct UnreadableTests {
  @Test("is shown for what it is, holds nobody up, and can be erased")
  func shown() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", "Good").status == 0)
    try Connection(program.conninfo).script(
      """
      SELECT * FROM log.append('{}', ARRAY[
        ('demo', gen_random_uuid(), 'nonsense-type', '{"on":"2003"}', NULL, 'x'),
        ('demo', gen_random_uuid(), 'note-added', '{"on":"2004-13-45"}', NULL, 'x'),
        ('demo', gen_random_uuid(), 'party-defined', '{"title":7}', NULL, 'x')]::log.new_event[])
      """)
    for words in [
      ["list"], ["timeline", "demo"], ["events"], ["rebuild"], ["rebuild", "--check"], ["verify"],
    ] {
      let outcome = try program.run(words)
      #expect(outcome.status == 0, "\(words) \(outcome)")
    }
    let listed = try program.run("events").output
    #expect(
      listed.contains("An event that cannot be read: There is no event type “nonsense-type”."), "\(listed)")
    #expect(try program.run("log", "note-added", "demo", "--on", "2004", "--title", "On").status == 0)
    let doctor = try program.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("event 2 of demo cannot be read: There is no event type “nonsense-type”."))
    #expect(doctor.output.contains("event 3 of demo cannot be read: "))
    // A journal holds what can be taken in again, and says what it does not hold.
    for ceiling in [[], ["--ceiling", "RED"], ["--ceiling", "AMBER"]] {
      let journal = try program.run(["export", "--format", "journal"] + ceiling)
      #expect(journal.output.split(separator: "\n").count == 2)
      #expect(journal.status == 1)
      #expect(
        journal.complaint.contains(
          "3 events cannot be read and are left out; a later version of parley may read them."))
      #expect(journal.complaint.contains(" of demo: There is no event type “nonsense-type”."))
    }
    #expect(try program.run("log", "note-added", "other", "--on", "2003", "--title", "x").status == 0)
    #expect(try program.run("export", "other", "--format", "journal").status == 0)
    // A CSV shows all of them.
    #expect(try program.run("export", "--format", "csv").status == 0)
    for event in ["2", "3", "4"] { #expect(try program.run("erase", event, "--reason", "junk").status == 0) }
    #expect(try program.run("doctor").status == 0)
  }
}
