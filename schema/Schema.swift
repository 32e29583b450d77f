/// The SQL files of this folder, as text, in the order in which they are applied.
package enum Schema {
  package struct File: Sendable {
    package let name: String
    package let sql: String

    fileprivate init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      sql = String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Forward-only and frozen: a change is a new file at the end.
  package static let log: [File] = [
    File("log_001_events", PackageResources.log_001_events_sql),
    File("log_002_append", PackageResources.log_002_append_sql),
    File("log_003_evidence", PackageResources.log_003_evidence_sql),
    File("log_004_append", PackageResources.log_004_append_sql),
    File("log_005_follow", PackageResources.log_005_follow_sql),
    File("log_006_append", PackageResources.log_006_append_sql),
    File("log_007_erase", PackageResources.log_007_erase_sql),
    File("log_008_marking", PackageResources.log_008_marking_sql),
    File("log_009_ceiling", PackageResources.log_009_ceiling_sql),
    File("log_010_sources", PackageResources.log_010_sources_sql),
  ]

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
