import EventStore
import Foundation
import Postgres
import Schema
import TestSupport
import Testing

@Suite("The inventory of a database")
struct InventoryTests {
  private let connection: Connection

  init() throws {
    connection = try Connection(TestCluster.shared().freshLog())
    try connection.script(Schema.roles.sql)
  }

  @Test("is what the program is built with; with PARLEY_GOLDENS=write it is written anew")
  func golden() throws {
    let lines = try Inventory.lines(connection, isShared: true).map { $0 + "\n" }.joined()
    if ProcessInfo.processInfo.environment["PARLEY_GOLDENS"] == "write" {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../schema/inventory.txt")
      try lines.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(lines == Schema.inventory, "schema/inventory.txt is stale; run “make goldens”.")
    }
  }

  private func differences(after script: String) throws -> [String] {
    try connection.script(script)
    let inventory = try Inventory(connection)
    return inventory.missing.map { "- \($0)" } + inventory.strange.map { "+ \($0)" }
  }

  @Test("has nothing to say of what the program made, shared or not, whoever is kept from what")
  func untouched() throws {
    #expect(try differences(after: "") == [])
    try connection.script(
      """
      SELECT * FROM log.append('{}', ARRAY[('demo', gen_random_uuid(), 'note-added', '{"tlp":"AMBER","title":"x"}',
        NULL, 'desk')]::log.new_event[])
      """)
    #expect(try differences(after: "") == [])
    let alone = try Connection(TestCluster.shared().freshLog())
    let inventory = try Inventory(alone)
    #expect(inventory.remarks == [])
  }

  @Test(
    "names what somebody else put there, changed or opened",
    arguments: [
      ("CREATE VIEW log.mine AS SELECT 1 AS x", "+ object relation mine: v p"),
      ("CREATE RULE mine AS ON UPDATE TO log.head DO NOTHING", "+ object rule head.mine"),
      (
        "CREATE FUNCTION log.mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "+ object function mine()"
      ),
      ("CREATE POLICY mine ON log.event USING (true)", "+ object policy event.mine"),
      ("ALTER TABLE log.event DISABLE TRIGGER event_stays", "- object trigger event.event_stays: A"),
      (
        "ALTER TABLE log.event ALTER by SET DEFAULT 'me'", "+ object column event.by: 7 text NOT NULL DEFAULT"
      ),
      ("ALTER TABLE log.event DROP CONSTRAINT event_id", "- object constraint event.event_id"),
      (
        "CREATE OR REPLACE FUNCTION log.exceeds(top log.tlp) RETURNS boolean LANGUAGE sql STABLE RETURN false",
        "- object function exceeds(top log.tlp)"
      ),
      ("ALTER FUNCTION log.append SET search_path = public", "- object function append("),
      ("ALTER TABLE log.head OWNER TO CURRENT_USER", "+ object owner log.head: postgres"),
      (
        "GRANT SELECT ON log.event TO parley_reader WITH GRANT OPTION",
        "+ right table event: parley_reader select and may"
      ),
      ("GRANT SELECT ON log.mention TO parley_reader", "+ right table mention: parley_reader select"),
      ("GRANT SELECT (salt) ON log.event TO PUBLIC", "+ right column event.salt: everybody select"),
      ("REVOKE SELECT ON log.event FROM parley_reader", "+ right log.event: parley_reader no select"),
      (
        "UPDATE log.clearance SET is_limited = true WHERE ceiling = 'AMBER'",
        "+ right log.event: parley_tlp_amber select"
      ),
      (
        "GRANT EXECUTE ON FUNCTION log.erase TO parley_writer",
        "+ right function log.erase(uuid,log.new_event): parley_writer"
      ),
      ("GRANT SELECT ON pg_class TO PUBLIC", "+ right column pg_class.reltuples: everybody select"),
      (
        "GRANT EXECUTE ON FUNCTION pg_relation_size(regclass) TO PUBLIC",
        "+ right function pg_relation_size(regclass): everybody execute"
      ),
      ("CREATE SCHEMA read CREATE VIEW mine AS SELECT 1 AS x", "+ object relation read.mine"),
      ("CREATE SCHEMA read CREATE TABLE t (x int DEFAULT random())", "+ object default read.t.x: random()"),
    ])
  func strange(script: String, found: String) throws {
    let differences = try differences(after: "BEGIN; \(script)")
    #expect(differences.contains { $0.hasPrefix(found) }, "\(differences)")
    try connection.script("ROLLBACK")
  }

  @Test("names a role that may do more than it should")
  func roles() throws {
    // In a transaction, since roles are those of the whole server.
    for (script, found) in [
      ("GRANT parley_tlp_red TO parley_reader", "+ right role parley_reader: member of parley_tlp_red"),
      ("ALTER ROLE parley_owner LOGIN", "+ right role parley_owner: may log in"),
      ("ALTER ROLE parley_tlp_green BYPASSRLS", "+ right role parley_tlp_green: passes row security by"),
    ] {
      let scripted =
        script == "GRANT parley_tlp_red TO parley_reader"
        ? "REVOKE parley_reader FROM parley_tlp_red; \(script)" : script
      #expect(try differences(after: "BEGIN; \(scripted)").contains(found))
      try connection.script("ROLLBACK")
    }
  }
}
