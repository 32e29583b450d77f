/// The SQL files of this folder, as text, in the order in which they are applied.
package enum Schema {
  package struct File: Sendable {
    package let name: String
    package let sql: String

    fileprivate init(_ name: String, _ bytes: [UInt8]) {
      self.init(name, sql: String(decoding: bytes, as: UTF8.self))
    }

    package init(_ name: String, sql: String) {
      self.name = name
      self.sql = sql
    }
  }

  /// The log as the first release makes it, one object a file, each after those that it needs; frozen.
  ///
  /// No two files have one name in different folders, since they are embedded by name alone.
  package static let log: [File] = [
    File("schema", PackageResources.schema_sql),
    File("types/tlp", PackageResources.tlp_sql),
    File("types/new_event", PackageResources.new_event_sql),
    File("types/expectation", PackageResources.expectation_sql),
    File("tables/migration", PackageResources.migration_sql),
    File("tables/head", PackageResources.head_sql),
    File("tables/setting", PackageResources.setting_sql),
    File("tables/event", PackageResources.event_sql),
    File("tables/mention", PackageResources.mention_sql),
    File("tables/subscription", PackageResources.subscription_sql),
    File("functions/entry", PackageResources.entry_sql),
    File("functions/link", PackageResources.link_sql),
    File("aggregates/chained", PackageResources.chained_sql),
    File("functions/await_turn", PackageResources.await_turn_sql),
    File("functions/check_ids", PackageResources.check_ids_sql),
    File("functions/check_known", PackageResources.check_known_sql),
    File("functions/check_versions", PackageResources.check_versions_sql),
    File("functions/next_versions", PackageResources.next_versions_sql),
    File("functions/add_one", PackageResources.add_one_sql),
    File("functions/add_all", PackageResources.add_all_sql),
    File("functions/add_rest", PackageResources.add_rest_sql),
    File("functions/append", PackageResources.append_sql),
    File("functions/flush", PackageResources.flush_sql),
    File("functions/erase", PackageResources.erase_sql),
    File("functions/refuse_change", PackageResources.refuse_change_sql),
    File("functions/marking", PackageResources.marking_sql),
    File("functions/is_editorial", PackageResources.is_editorial_sql),
    File("functions/spoken_of", PackageResources.spoken_of_sql),
    File("functions/is_retracted", PackageResources.is_retracted_sql),
    File("functions/amended", PackageResources.amended_sql),
    File("functions/refresh_marking", PackageResources.refresh_marking_sql),
    File("functions/note_marking", PackageResources.note_marking_sql),
    File("functions/note_mentions", PackageResources.note_mentions_sql),
    File("functions/note_setting", PackageResources.note_setting_sql),
    File("functions/ceiling", PackageResources.ceiling_sql),
    File("functions/withholds", PackageResources.withholds_sql),
    File("functions/subscribe", PackageResources.subscribe_sql),
    File("functions/advance", PackageResources.advance_sql),
    File("functions/settle", PackageResources.settle_sql),
    File("functions/wake", PackageResources.wake_sql),
    File("functions/refers_elsewhere", PackageResources.refers_elsewhere_sql),
    File("indexes/event_type", PackageResources.event_type_sql),
    File("indexes/event_marked", PackageResources.event_marked_sql),
    File("indexes/event_referring_elsewhere", PackageResources.event_referring_elsewhere_sql),
    File("triggers/event_is_immutable", PackageResources.event_is_immutable_sql),
    File("triggers/event_stays", PackageResources.event_stays_sql),
    File("triggers/event_is_marked", PackageResources.event_is_marked_sql),
    File("triggers/event_marks_others", PackageResources.event_marks_others_sql),
    File("triggers/setting_marks", PackageResources.setting_marks_sql),
    File("policies/event_seen", PackageResources.event_seen_sql),
    File("policies/head_seen", PackageResources.head_seen_sql),
    File("policies/subscription_seen", PackageResources.subscription_seen_sql),
  ]

  /// The release that makes the log so.
  package static let firstRelease = "0.1.0"

  /// A change of the log since.
  package struct Migration: Sendable {
    package let file: File
    /// The release that it came with.
    package let release: String

    package init(_ file: File, release: String) {
      self.file = file
      self.release = release
    }
  }

  /// In order; one that was released is frozen as well, which `schema/log/RELEASED.sha256` sees to.
  package static let migrations: [Migration] = []

  /// Who may do what, where several people share a database.
  package static let roles = File("roles", PackageResources.roles_sql)

  /// Given a new schema of tables, hands it to those who share it, where there are such roles.
  ///
  /// The tables are made of all events, so that they are empty for whom the log withholds some.
  package static let handOver = """
    DO $$
    DECLARE
        name text;
    BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_projector')
            AND pg_has_role(current_user, 'parley_projector', 'MEMBER') THEN
            EXECUTE format('ALTER SCHEMA %I OWNER TO parley_projector', current_schema());
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
                EXECUTE format('ALTER TABLE %I OWNER TO parley_projector', name);
                EXECUTE format('GRANT SELECT ON %I TO parley_reader', name);
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
                EXECUTE format(
                    'CREATE POLICY seen ON %I FOR SELECT USING (NOT (SELECT log.withholds()))', name);
            END LOOP;
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_reader', current_schema());
        END IF;
    END
    $$;
    """

  /// Created anew whenever the tables are rebuilt: one file a projection.
  package static let read: [File] = [
    File("checkpoint", PackageResources.read_checkpoint_sql),
    File("process", PackageResources.read_process_sql),
    File("party", PackageResources.read_party_sql),
    File("source", PackageResources.read_source_sql),
    File("tier", PackageResources.read_tier_sql),
    File("roster", PackageResources.read_roster_sql),
    File("round", PackageResources.read_round_sql),
    File("contact", PackageResources.read_contact_sql),
    File("position", PackageResources.read_position_sql),
    File("proposal", PackageResources.read_proposal_sql),
    File("measure", PackageResources.read_measure_sql),
    File("agreement", PackageResources.read_agreement_sql),
    File("setback", PackageResources.read_setback_sql),
    File("administration", PackageResources.read_administration_sql),
    File("track", PackageResources.read_track_sql),
    File("track_year", PackageResources.read_track_year_sql),
    File("exchange", PackageResources.read_exchange_sql),
    File("balance", PackageResources.read_balance_sql),
    File("verification", PackageResources.read_verification_sql),
    File("link", PackageResources.read_link_sql),
    File("episode", PackageResources.read_episode_sql),
    File("account", PackageResources.read_account_sql),
    File("timeline", PackageResources.read_timeline_sql),
    File("accession", PackageResources.read_accession_sql),
    File("move", PackageResources.read_move_sql),
    File("distance", PackageResources.read_distance_sql),
    File("search", PackageResources.read_search_sql),
  ]
}
