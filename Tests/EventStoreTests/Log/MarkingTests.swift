import EventSourcing
import EventStore
import Postgres
import Schema
import Talks
import TestSupport
import Testing

@Suite("The marking in force of an event")
struct MarkingTests {
  private let connection: Connection

  init() throws { connection = try Connection(TestCluster.shared().freshLog()) }

  /// How each event is marked, a word an event; a dot where nothing is said.
  private var markings: String {
    get throws {
      try connection.query(
        "SELECT string_agg(coalesce(marking::text, '.'), ' ' ORDER BY position) FROM log.event")[0]
        .get(0)
    }
  }

  @Test("is what its body says; a word that is none counts as the highest")
  func own() throws {
    for body in [
      #"{"title":"a"}"#, #"{"tlp":"GREEN"}"#, #"{"tlp":"tlp:amber+strict"}"#, #"{"tlp":"PURPLE"}"#,
      #"{"\u0074lp":"AMBER"}"#, #"{"tlp" : "RED"}"#, #"{"title":"\"tlp\":\"RED\""}"#,
      #"{"sources":[{"title":"s","tlp":"GREEN"},{"title":"t","tlp":"RED"},"u"]}"#,
      #"{"sources":{"tlp":1},"tlp":2}"#,
    ] { try connection.append("note-added", body) }
    #expect(try markings == ". GREEN AMBER+STRICT RED AMBER RED . . RED")
    let sources = try connection.query("SELECT string_agg(sources::text, ' ') FROM log.event")
    #expect(try sources[0].get(0) == "RED")
  }

  @Test("follows amendments, as long as they count, and marks what speaks of it")
  func amended() throws {
    try connection.append("note-added", #"{"title":"a"}"#)
    try connection.append("event-amended", #"{"amended":"@1","set":["title=b","tlp=amber"],"tlp":"CLEAR"}"#)
    #expect(try markings == "AMBER AMBER")
    try connection.append("event-disputed", #"{"disputed":"@1","account":["title=c"]}"#)
    try connection.append("event-amended", #"{"amended":"@1","set":["tlp=GREEN"]}"#)
    #expect(try markings == "GREEN GREEN GREEN GREEN")
    try connection.append("event-retracted", #"{"retracted":"@4"}"#)
    #expect(try markings == "AMBER AMBER AMBER AMBER AMBER")
    try connection.append("event-retracted", #"{"retracted":"@5"}"#)
    #expect(try markings == "GREEN GREEN GREEN GREEN GREEN GREEN")
    // An amendment of the amendment; then one that leaves the field empty.
    try connection.append("event-amended", #"{"amended":"@4","set":["set=tlp=RED"]}"#)
    #expect(try markings == "RED RED RED RED RED RED RED")
    try connection.append("event-amended", #"{"amended":"@1","set":["tlp="]}"#)
    #expect(try markings == ". CLEAR . . . . . .")
    try connection.append("event-amended", #"{"amended":"@1","set":"tlp=RED"}"#)
    #expect(try markings == ". CLEAR . . . . . . .")
  }

  @Test("is no lower than that of all it speaks of, also of what is unmarked, whatever that comes to mean")
  func merged() throws {
    try connection.append("note-added", #"{"title":"a"}"#)
    try connection.append("note-added", #"{"tlp":"AMBER"}"#)
    try connection.append("events-merged", #"{"merged":"@1","into":"@2"}"#)
    try connection.append("event-retracted", #"{"retracted":"@1","tlp":"GREEN"}"#)
    #expect(try markings == ". AMBER AMBER GREEN")
    try PostgresLog(connection).setUsualMarking(.red)
    #expect(try markings == ". AMBER RED RED")
    try PostgresLog(connection).setUsualMarking(.clear)
    #expect(try markings == ". AMBER AMBER GREEN")
  }

  @Test("stays with what is erased, and is changed by nobody's hand")
  func erased() throws {
    try connection.append("note-added", #"{"tlp":"AMBER"}"#)
    let record =
      "('demo', gen_random_uuid(), 'event-erased', '{\"erased\":\"\(EventID(high: 7, low: 1))\"}', NULL, 'x')"
    try connection.script("SELECT log.erase('\(EventID(high: 7, low: 1))', \(record)::log.new_event)")
    #expect(try markings == "AMBER AMBER")
    for change in ["marking = 'CLEAR'", "sources = 'CLEAR'", "marking = NULL, body = NULL, salt = NULL"] {
      let error = try #require(throws: PostgresError.self) {
        try connection.script("UPDATE log.event SET \(change)")
      }
      #expect(error.code.rawValue == "PY004")
    }
  }

  @Test("is kept for all event types that speak of others")
  func types() throws {
    for type in Catalogue.all {
      #expect(
        try connection.query("SELECT log.is_editorial(\(type.name))")[0].get(0, as: Bool.self)
          == type.isEditorial,
        "\(type.name)")
    }
    let words = try connection.query("SELECT enum_range(NULL::log.tlp)::text[]")[0].get(0, as: [String].self)
    #expect(words == Marking.allCases.map(\.rawValue))
  }

  @Test("follows from the bodies alone: worked out anew for every event, it is the same")
  func anew() throws {
    try connection.append("note-added", #"{"tlp":"AMBER","sources":[{"title":"s","tlp":"RED"}]}"#)
    try connection.append("event-retracted", #"{"retracted":"@1"}"#)
    try connection.append("note-added", #"{"title":"n"}"#)
    try connection.append("event-amended", #"{"amended":"@3","set":["tlp=GREEN"]}"#)
    let before = try markings
    #expect(before == "AMBER AMBER GREEN GREEN")
    try connection.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER ALL; UPDATE log.event SET marking = NULL;
      SELECT log.refresh_marking(array_agg(id)) FROM log.event
      """)
    #expect(try markings == before)
  }

  @Test("is not changed by a retraction that merely saw an amendment")
  func seen() throws {
    try connection.append("note-added", #"{"title":"a"}"#)
    try connection.append("event-amended", #"{"amended":"@1","set":["tlp=RED"]}"#)
    try connection.append("event-retracted", #"{"retracted":"@1","saw":["@2"]}"#)
    #expect(try markings == "RED RED RED")
    try connection.append("event-amended", #"{"amended":"@3","set":["because=x"],"saw":["@2","@3"]}"#)
    #expect(try markings == "RED RED RED RED")
  }

  /// What a chain of corrections, each of the one before, costs the database: calls of functions, and rows read.
  private func cost(_ length: Int, of type: String, _ body: String) throws -> (calls: Int64, rows: Int64) {
    try connection.script("BEGIN; SET LOCAL track_functions = 'all'")
    defer { try? connection.script("ROLLBACK") }
    let before = try spent
    try connection.query(
      """
      SELECT count(*) FROM log.append('{}', ARRAY(
        SELECT ('demo', lpad(to_hex(n), 32, '0')::uuid, CASE n WHEN 0 THEN 'note-added' WHEN 1 THEN 'event-amended' ELSE \(type) END,
          CASE n WHEN 0 THEN '{}' WHEN 1 THEN replace('{"amended":"@","set":["tlp=AMBER"]}', '@', before)
            ELSE replace(\(body), '@', before) END, NULL, 'desk')::log.new_event
        FROM generate_series(0, \(length)) n, LATERAL (SELECT lpad(to_hex(n - 1), 32, '0')::uuid::text) b (before)))
      """)
    #expect(
      try connection.query("SELECT marking::text FROM log.event WHERE position = 1")[0].get(
        0, as: String?.self)
        == (type == "event-retracted" ? nil : "GREEN"))
    let after = try spent
    return (after.calls - before.calls, after.rows - before.rows)
  }

  /// What the server has counted of this session since it last passed its counts on.
  private var spent: (calls: Int64, rows: Int64) {
    get throws {
      let row = try connection.query(
        """
        SELECT (SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_xact_user_functions),
          (SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint FROM pg_stat_xact_user_tables)
        """)[0]
      return (try row.get(0), try row.get(1))
    }
  }

  @Test(
    "costs no more than in proportion to the length of a chain of corrections of corrections",
    arguments: [
      ("event-retracted", #"{"retracted":"@"}"#),
      ("event-amended", #"{"amended":"@","set":["set=tlp=GREEN"]}"#),
    ])
  func chain(type: String, body: String) throws {
    // Even lengths, so that the first amendment is retracted.
    let (half, whole) = (try cost(1_000, of: type, body), try cost(2_000, of: type, body))
    #expect(half.calls > 1_000 && half.rows > 1_000)
    #expect(whole.calls < half.calls * 5 / 2 && whole.rows < half.rows * 5 / 2, "\(half) \(whole)")
  }
}
