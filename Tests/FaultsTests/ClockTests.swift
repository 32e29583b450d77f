import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

/// Debian's package libfaketime: what it is loaded into reads a clock that is off by what a file says.
private let faketime: String? = {
  let folder = "/usr/lib"
  let architectures = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return architectures.map { "\(folder)/\($0)/faketime/libfaketime.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }
}()

@Suite("Where the server's clock jumps", .enabled(if: faketime != nil, "needs libfaketime"))
struct ClockTests {
  private let offset: ScratchFile
  private let cluster: TestCluster
  private let conninfo: String
  private let ledger = Ledger()
  private let writer: Writer
  private let program: Program

  init() throws {
    offset = try ScratchFile(Array("+0".utf8))
    cluster = try TestCluster(
      environment: [
        "LD_PRELOAD": faketime ?? "", "FAKETIME_TIMESTAMP_FILE": offset.path, "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
      ])
    conninfo = try cluster.freshLog()
    writer = Writer(0, ledger)
    program = Program(conninfo: conninfo)
  }

  private func setClock(_ text: String) throws { try offset.write(Array(text.utf8)) }

  /// Appends an event without saying what time it is here, as any client may.
  private func append(_ title: String) throws {
    try Connection(conninfo).execute(
      """
      SELECT * FROM log.append('{}', ARRAY[('p', gen_random_uuid(), 'note-added',
        json_build_object('on', '2003', 'title', \(title)::text)::text, NULL, 'x')::log.new_event])
      """)
  }

  /// How many hours after the true time each event was recorded, from the first.
  private var hours: [Double] {
    get throws {
      try Connection(conninfo).query(
        "SELECT round(extract(epoch FROM recorded - \(Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)))) / 3600)::float8 FROM log.event ORDER BY position"
      ).map { try $0.get(0) }
    }
  }

  @Test("one wrong time stays with its event, and is not handed on to later ones")
  func jump() throws {
    for (clock, title) in [
      ("+0", "One"), ("+640000h", "Wrong"), ("+0", "Two"), ("-48h", "Early"), ("+0", "Three"),
    ] {
      try setClock(clock)
      try append(title)
    }
    #expect(try hours == [0, 640_000, 0, -48, 0])
    let verified = try program.run("verify")
    #expect(verified.status == 0 && verified.output.hasPrefix("All 5 events are as they were recorded"))
    let doubts = [3, 4].map {
      "Event \($0) was recorded at an earlier time than the event before it; the clock was wrong at one of them.\n"
    }
    #expect(verified.complaint == doubts.joined())
    let doctor = try program.run("doctor")
    #expect(doctor.status == 0, "\(doctor)")
    #expect(
      doctor.output.contains(
        "ok    event 3 and 1 others were recorded at an earlier time than the event before them; the clock was wrong then"
      ))
    // What was recorded by now is known as recorded by now, but for the one event.
    let now = ISO8601DateFormatter().string(from: Date() + 60)
    let shown = try program.run("timeline", "p", "--as-recorded", now).output
    #expect(shown.contains("Three") && shown.contains("Early") && !shown.contains("Wrong"))
  }

  @Test("the doctor names a last event that was recorded in the future")
  func future() throws {
    try setClock("+24h")
    try append("Wrong")
    try setClock("+0")
    let doctor = try program.run("doctor")
    #expect(doctor.status == 1)
    #expect(
      doctor.output.contains(
        ", which is in the future: the clock of the database was wrong then, or is now\n"), "\(doctor)")
    try append("Right")
    #expect(try program.run("doctor").status == 0)
  }

  @Test("small steps back do not show: the time of recording stays until the clock has caught up")
  func steps() throws {
    for seconds in [0, -100, -200, -250, -30] {
      try setClock("\(seconds < 0 ? "" : "+")\(seconds)s")
      try append("\(seconds)")
    }
    let backwards: Int64 = try Connection(conninfo).query(
      "SELECT count(*) FROM (SELECT recorded < lag(recorded) OVER (ORDER BY position) FROM log.event) e (b) WHERE b"
    )[0]
    .get(0)
    #expect(backwards == 0)
  }

  @Test(
    "the program records nothing while its own clock is far from that of the database, and says what both say"
  )
  func disagreement() throws {
    for clock in ["+2h", "-2h"] {
      try setClock(clock)
      let logged = try program.run("log", "note-added", "p", "--on", "2003", "--title", "x")
      #expect(logged.status == 75 && logged.output == "", "\(logged)")
      #expect(
        try logged.complaint.wholeMatch(
          of: Regex(
            #"parley: Nothing was recorded, since two clocks differ: that of the database says \S+Z, and that of this machine \S+Z\. Set right the one that is wrong\.\n"#
          )) != nil, "\(logged)")
      #expect(try program.run("import", Example.chronicle("colombia")).status == 75)
    }
    try setClock("+100s")
    #expect(try program.run("log", "note-added", "p", "--on", "2003", "--title", "x").status == 0)
    try Connection(conninfo).execute("UPDATE log.setting SET clock_tolerance = '3 hours'")
    try setClock("+2h")
    #expect(try program.run("log", "note-added", "p", "--on", "2003", "--title", "y").status == 0)
    try Connection(conninfo).execute("UPDATE log.setting SET clock_tolerance = '400 days'")
    for step in 0..<Torture.count(3, long: 300) {
      try setClock("\(step % 2 == 0 ? "+" : "-")\(step)h")
      try writer.run(to: (step + 1) * 20, on: conninfo)
    }
    try cluster.restart()
    try writer.run(to: 20_000 / Torture.count(100, long: 1), on: conninfo)
    try ledger.check(conninfo)
  }
}
