import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@Suite("The limits of an append, for any client")
struct LimitTests {
  private static let id = "aaaaaaaa-0000-4000-8000-000000000001"
  private let connection: Connection

  init() throws { connection = try Connection(TestCluster.shared().freshLog()) }

  /// The refusal of an event by its SQLSTATE; nil where it is recorded.
  private func code(
    stream: String? = "a", type: String? = "note-added", body: String? = "{}", by: String? = "x"
  ) throws -> String? {
    do throws(PostgresError) {
      try connection.query(
        """
        SELECT * FROM log.append('{}', ARRAY[
          (\(stream), gen_random_uuid(), \(type), \(body), NULL, \(by))::log.new_event])
        """)
    } catch {
      return error.code.rawValue
    }
    return nil
  }

  @Test("a process has a slug of at most 80 letters, a type a name in ASCII of at most 200")
  func names() throws {
    for name: String? in ["", "A", "a b", "a--b", "-a", "é", "a\n", String(repeating: "a", count: 81), nil] {
      #expect(try code(stream: name) == "PY011", "\(name ?? "null")")
    }
    for name: String? in ["", "a b", "é", "a\n", "a\u{7F}", String(repeating: "a", count: 201), nil] {
      #expect(try code(type: name) == "PY011", "\(name ?? "null")")
    }
    let longest = String(repeating: "a", count: 80)
    #expect(try code(stream: longest, type: String(repeating: "a", count: 200)) == nil)
    #expect(try code(stream: "3-a", type: "module.talks:Meeting.Opened") == nil)
  }

  @Test("what a name may be is written in one place")
  func onePlace() throws {
    for rule in ["[a-z0-9]+(-[a-z0-9]+)*", "[!-~]+", "\\S"] {
      let holders = try connection.query(
        """
        SELECT proname::text FROM pg_proc WHERE pronamespace = 'log'::regnamespace
          AND strpos(coalesce(pg_get_function_sqlbody(oid), prosrc), \(rule)) > 0
        """)
      #expect(try holders.map { try $0.get(0, as: String.self) } == ["name_fault"], "\(rule)")
    }
  }

  @Test("the recorder has a name of at most 200 bytes, without signs that do not show")
  func recorder() throws {
    let unseen = ["\u{1}", "\n", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{2066}"].map { "a\($0)b" }
    for name: String? in ["", " ", String(repeating: "é", count: 101), nil] + unseen {
      #expect(try code(by: name) == "PY011", "\(name ?? "null")")
    }
    for name in ["김 영수", "O’Neill, S. <s@example.org>", String(repeating: "é", count: 100)] {
      #expect(try code(by: name) == nil)
    }
  }

  @Test(
    "a body is a JSON object without a key twice, at any depth and however it is written",
    arguments: [
      #"{"a":1,"a":2}"#, #"{"a":1,"b":[{"c":{"d":1,"d":1}}]}"#, #"{"a":1,"\u0061":2}"#,
      #"{"a\u003a":1,"a:":2}"#, #"{"a\u003A\u003a":1,"a::":2}"#, #"{ "" : 1 , "" : 2 }"#,
      #"{"a":":","a":":"}"#, #"{"\\":1,"\u005c":2}"#, "[]", "1", "null", "", "{", #"{"a":1}x"#,
      #"{"a":"\u0000"}"#, #"{"a":1e999999}"#, #"{"a":"\ud800"}"#, #"{"a":'b'}"#,
    ])
  func malformed(body: String) throws { #expect(try code(body: body) == "PY012") }

  @Test("a body without a key twice is taken, whatever signs are in it")
  func wellFormed() throws {
    for body in [
      #"{"a":":","b":"\":","c:":"\u003a"}"#, #"{"a":"\\u003a","b":"\\\u003A"}"#,
      #" { "a" : { "a" : [ { "a" : 1 } , { "a" : 1 } ] } } "#, #"{"a":"{\"a\":1,\"a\":2}"}"#,
      #"{"a":"x","b":1.50e2}"#, #"{"":"","é":"é","\u00e9\u0301":1}"#, "{}",
    ] {
      #expect(try code(body: body) == nil, "\(body)")
    }
    #expect(try code(body: nil) == "PY012")
    #expect(try code(body: String(repeating: #"{"a":"#, count: 50_000)) == "PY012")
  }

  @Test("a body has at most 1 MiB, or what the store says")
  func size() throws {
    func body(_ bytes: Int) -> String { #"{"a":""# + String(repeating: "x", count: bytes - 8) + #""}"# }
    #expect(try code(body: body(1_048_576)) == nil)
    #expect(try code(body: body(1_048_577)) == "PY010")
    try connection.execute("UPDATE log.setting SET body_limit = 10000")
    #expect(try code(body: body(10_000)) == nil)
    #expect(try code(body: body(10_001)) == "PY010")
    #expect(throws: PostgresError.self) {
      try connection.execute("UPDATE log.setting SET body_limit = 100000000")
    }
  }

  @Test("a call has at most 100,000 events, or what the store says, and each of them is looked at")
  func calls() throws {
    func append(_ count: Int, last: String = "{}") throws {
      try connection.query(
        """
        SELECT count(*) FROM log.append('{}', ARRAY(
          SELECT ('a', gen_random_uuid(), 'note-added', CASE WHEN n < \(count) THEN '{}' ELSE \(last) END, NULL, 'x')::log.new_event
          FROM generate_series(1, \(count)) n))
        """)
    }
    let tooMany = try #require(throws: PostgresError.self) { try append(100_001) }
    #expect(tooMany.code.rawValue == "PY013")
    #expect(
      tooMany.message == "There are 100001 events in one call, and the store takes no more than 100000.")
    try connection.execute("UPDATE log.setting SET call_limit = 1500")
    try append(1_500)
    #expect(try #require(throws: PostgresError.self) { try append(1_501) }.code.rawValue == "PY013")
    for count in [2, 1_200] {
      let twice = try #require(throws: PostgresError.self) { try append(count, last: #"{"a":1,"a":1}"#) }
      #expect(twice.code.rawValue == "PY012")
    }
    #expect(try PostgresLog(connection).head() == 1_500)
  }

  @Test("a client's clock is at most as far from that of the database as the store says, a second or more")
  func clocks() throws {
    func code(_ clock: SQL) throws -> String? {
      do throws(PostgresError) {
        try connection.query("SELECT FROM log.append('{}', '{}', clock => \(clock))")
      } catch {
        return error.code.rawValue
      }
      return nil
    }
    for clock: SQL in ["now() - interval '4 minutes'", "now() + interval '4 minutes'", "now()", "NULL"] {
      #expect(try code(clock) == nil)
    }
    let never: [SQL] = ["'infinity'", "'-infinity'"]
    for clock in ["now() - interval '6 minutes'", "now() + interval '6 minutes'"] + never {
      #expect(try code(clock) == "PY015")
    }
    try connection.execute("UPDATE log.setting SET clock_tolerance = '1 second'")
    for clock: SQL in ["now() - interval '1 minute'", "now() + interval '1 minute'"] + never {
      #expect(try code(clock) == "PY015")
    }
    #expect(try code("clock_timestamp()") == nil)
  }

  @Test("that an event of this log was erased is recorded by erasing it alone")
  func erasures() throws {
    let log = PostgresLog(connection)
    _ = try log.append([note(1)], to: "a", expecting: .none)
    let claim = #"{"erased":"\#(note(1).id)","because":"x","form":2}"#
    #expect(try code(type: "event-erased", body: claim) == "PY014")
    // The record of another store about an event that is not in this one erases nothing here.
    #expect(try code(type: "event-erased", body: #"{"erased":"\#(note(9).id)"}"#) == nil)
    let target = try #require(try log.events(at: [1]).first)
    var detail = EventErased()
    (detail.erased, detail.because) = ("\(target.id)", "asked to")
    #expect(try log.erase(target, record: new([Event(detail)])[0]) == 3)
    // What was recorded may come again, as after a lost acknowledgement.
    #expect(try log.append(new([Event(detail)]), to: "a", expecting: .any).map(\.isNew) == [false])
  }

  @Test("the program's log says what was refused, and of which event")
  func refusal() throws {
    let log = PostgresLog(connection)
    let unnamed = NewEvent(id: note(1).id, body: note(1).body, known: nil, by: "a\nb")
    let reason =
      "The event \(note(1).id) cannot be recorded: the name of its recorder has a sign that does not show."
    #expect(throws: AppendRefusal.unacceptable(note(1).id, reason)) {
      try log.append([note(2), unnamed], to: "a", expecting: .any)
    }
    #expect(throws: AppendRefusal.unacceptable(note(1).id, reason)) {
      try log.startAppend([Append([unnamed], to: "a", expecting: .any)])()
    }
    #expect(try log.head() == 0)
  }

  @Test("beside the claimed recorder stands the role that logged in, which nobody can choose")
  func login() throws {
    let roles = ["one", "two"].map {
      "login_\($0)_\(EventID(high: 1, low: UInt64.random(in: 0...UInt64.max)).ending(9))"
    }
    for role in roles { try connection.script("CREATE ROLE \(role) LOGIN SUPERUSER") }
    let database: String = try connection.query("SELECT current_database()::text")[0].get(0)
    let session = try Connection(TestCluster.shared().conninfo(database: database, user: roles[0]))
    try session.script("SET ROLE \(roles[1])")
    let log = PostgresLog(session)
    _ = try log.append([note(1)], to: "a", expecting: .none)
    _ = try log.append([note(2), note(3)], to: "a", expecting: .any)
    #expect(try log.events(of: "a").map(\.login) == [roles[0], roles[0], roles[0]])
    #expect(try log.events(of: "a").map(\.by) == ["desk", "desk", "desk"])
    var logins: [String] = []
    try log.forEachBatch { logins += $0.map(\.login) }
    #expect(Set(logins) == [roles[0]])
  }
}
