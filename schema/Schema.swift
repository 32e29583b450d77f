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

  /// The log of the first release, one object per file, in order of dependency; frozen.
  ///
  /// File names are unique across folders, since resources are embedded by name alone.
  package static let log: [File] = [
    File("schema", PackageResources.schema_sql),
    File("types/tlp", PackageResources.tlp_sql),
    File("types/new_event", PackageResources.new_event_sql),
    File("types/expectation", PackageResources.expectation_sql),
    File("types/seal", PackageResources.seal_sql),
    File("tables/migration", PackageResources.migration_sql),
    File("tables/head", PackageResources.head_sql),
    File("tables/turn", PackageResources.turn_sql),
    File("tables/setting", PackageResources.setting_sql),
    File("tables/secret", PackageResources.secret_sql),
    File("tables/erasure", PackageResources.erasure_sql),
    File("tables/event", PackageResources.event_sql),
    File("tables/mention", PackageResources.mention_sql),
    File("tables/subscription", PackageResources.subscription_sql),
    File("tables/clearance", PackageResources.clearance_sql),
    File("tables/setting_change", PackageResources.setting_change_sql),
    File("tables/rebuilding", PackageResources.rebuilding_sql),
    File("functions/entry", PackageResources.entry_sql),
    File("functions/link", PackageResources.link_sql),
    File("aggregates/chained", PackageResources.chained_sql),
    File("functions/take_turn", PackageResources.take_turn_sql),
    File("functions/turn_holder", PackageResources.turn_holder_sql),
    File("functions/end_idle_turn", PackageResources.end_idle_turn_sql),
    File("functions/await_turn", PackageResources.await_turn_sql),
    File("functions/name_fault", PackageResources.name_fault_sql),
    File("functions/is_sound", PackageResources.is_sound_sql),
    File("functions/body_fault", PackageResources.body_fault_sql),
    File("functions/are_sound", PackageResources.are_sound_sql),
    File("functions/check_event", PackageResources.check_event_sql),
    File("functions/check_events", PackageResources.check_events_sql),
    File("functions/check_ids", PackageResources.check_ids_sql),
    File("functions/moment", PackageResources.moment_sql),
    File("functions/check_clock", PackageResources.check_clock_sql),
    File("functions/check_known", PackageResources.check_known_sql),
    File("functions/is_met", PackageResources.is_met_sql),
    File("functions/check_versions", PackageResources.check_versions_sql),
    File("functions/next_versions", PackageResources.next_versions_sql),
    File("functions/marking", PackageResources.marking_sql),
    File("functions/may_be_marked", PackageResources.may_be_marked_sql),
    File("functions/own_marking", PackageResources.own_marking_sql),
    File("functions/highest_marking", PackageResources.highest_marking_sql),
    File("functions/cited_marking", PackageResources.cited_marking_sql),
    File("functions/commitment", PackageResources.commitment_sql),
    File("functions/seals", PackageResources.seals_sql),
    File("functions/add_all", PackageResources.add_all_sql),
    File("functions/add_rest", PackageResources.add_rest_sql),
    File("functions/append", PackageResources.append_sql),
    File("functions/settle", PackageResources.settle_sql),
    File("functions/flush", PackageResources.flush_sql),
    File("functions/import_key", PackageResources.import_key_sql),
    File("functions/check_statistics", PackageResources.check_statistics_sql),
    File("functions/erase", PackageResources.erase_sql),
    File("functions/holders", PackageResources.holders_sql),
    File("functions/purge", PackageResources.purge_sql),
    File("functions/refuse_change", PackageResources.refuse_change_sql),
    File("functions/is_editorial", PackageResources.is_editorial_sql),
    File("functions/spoken_of", PackageResources.spoken_of_sql),
    File("functions/corrected", PackageResources.corrected_sql),
    File("functions/amended_markings", PackageResources.amended_markings_sql),
    File("functions/refresh_marking", PackageResources.refresh_marking_sql),
    File("functions/settle_mentions", PackageResources.settle_mentions_sql),
    File("functions/note_mentions", PackageResources.note_mentions_sql),
    File("functions/setting_entry", PackageResources.setting_entry_sql),
    File("functions/marking_last_set", PackageResources.marking_last_set_sql),
    File("functions/note_setting", PackageResources.note_setting_sql),
    File("functions/ceiling", PackageResources.ceiling_sql),
    File("functions/withholds", PackageResources.withholds_sql),
    File("functions/check_reached", PackageResources.check_reached_sql),
    File("functions/is_in_use", PackageResources.is_in_use_sql),
    File("functions/subscribe", PackageResources.subscribe_sql),
    File("functions/advance", PackageResources.advance_sql),
    File("functions/unsubscribe", PackageResources.unsubscribe_sql),
    File("functions/channel", PackageResources.channel_sql),
    File("functions/wake", PackageResources.wake_sql),
    File("functions/refers_elsewhere", PackageResources.refers_elsewhere_sql),
    File("functions/relation", PackageResources.relation_sql),
    File("tables/extract", PackageResources.extract_sql),
    File("functions/exceeds", PackageResources.exceeds_sql),
    File("functions/open_to", PackageResources.open_to_sql),
    File("functions/seen_up_to", PackageResources.seen_up_to_sql),
    File("functions/extend_extract", PackageResources.extend_extract_sql),
    File("functions/extend_extracts", PackageResources.extend_extracts_sql),
    File("functions/extend_by_one", PackageResources.extend_by_one_sql),
    File("functions/note_added", PackageResources.note_added_sql),
    File("functions/note_change", PackageResources.note_change_sql),
    File("functions/check_target", PackageResources.check_target_sql),
    File("functions/column_type", PackageResources.column_type_sql),
    File("functions/make_tables", PackageResources.make_tables_sql),
    File("functions/key_tables", PackageResources.key_tables_sql),
    File("functions/events_behind", PackageResources.events_behind_sql),
    File("functions/drop_tables", PackageResources.drop_tables_sql),
    File("functions/put_tables", PackageResources.put_tables_sql),
    File("functions/put_back_tables", PackageResources.put_back_tables_sql),
    File("indexes/mention_correcting", PackageResources.mention_correcting_sql),
    File("indexes/mention_unsettled", PackageResources.mention_unsettled_sql),
    File("functions/tells_of_others", PackageResources.tells_of_others_sql),
    File("functions/columns_telling_of_others", PackageResources.columns_telling_of_others_sql),
    File("indexes/event_type", PackageResources.event_type_sql),
    File("indexes/event_marked", PackageResources.event_marked_sql),
    File("indexes/event_referring_elsewhere", PackageResources.event_referring_elsewhere_sql),
    File("indexes/extract_type", PackageResources.extract_type_sql),
    File("indexes/extract_referring_elsewhere", PackageResources.extract_referring_elsewhere_sql),
    File("triggers/event_is_immutable", PackageResources.event_is_immutable_sql),
    File("triggers/event_stays", PackageResources.event_stays_sql),
    File("triggers/event_changes_extracts", PackageResources.event_changes_extracts_sql),
    File("triggers/mention_marks", PackageResources.mention_marks_sql),
    File("triggers/setting_marks", PackageResources.setting_marks_sql),
  ]

  /// The release with this schema.
  package static let firstRelease = "0.1.0"

  /// A change of the log after the first release.
  package struct Migration: Sendable {
    package let file: File
    /// The release that introduced it.
    package let release: String

    package init(_ file: File, release: String) {
      self.file = file
      self.release = release
    }
  }

  /// The migrations in order; released ones are frozen as well, by `schema/log/RELEASED.sha256`.
  package static let migrations: [Migration] = []

  /// A line for each object of the log in a shared database, and for each right to it, in order; a test writes it from
  /// such a database.
  package static let inventory = String(decoding: PackageResources.inventory_txt, as: UTF8.self)

  /// The roles and their rights, for a database shared by several people.
  package static let roles = File("roles", PackageResources.roles_sql)
}
