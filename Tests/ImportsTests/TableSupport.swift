import EventSourcing
import Foundation
import Imports
import Talks
import TestSupport

/// A map of a table of happenings, as JSON, with other members put in by name.
func mapJSON(_ changes: [String: Any?] = [:]) throws -> [UInt8] {
  var map: [String: Any] = [
    "name": "table", "process": "p", "type": "note-added",
    "fields": ["on": "Date", "title": "Title"],
  ]
  for (name, value) in changes { map[name] = value }
  return [UInt8](try JSONSerialization.data(withJSONObject: map))
}

extension EventLog<Event> {
  @discardableResult
  func take(
    table lines: [String], _ map: [String: Any?] = [:], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    let map = try TableMap(mapJSON(map))
    return try take(lines) {
      $0.map = map
      change(&$0)
    }
  }

  @discardableResult
  func sync(
    _ lines: [String], _ map: [String: Any?] = [:], known: Int64? = nil,
    _ change: (inout SyncOptions) -> Void = { _ in }
  ) throws -> SyncReport {
    var options = SyncOptions(try TableMap(mapJSON(map)), by: "desk", because: "A new version")
    options.reading.known = known
    change(&options)
    let file = try ScratchFile(lines)
    return try withExtendedLifetime(file) { try TableSync(self, options).run(file.path) }
  }

  /// What counts of a process, as it is to be read: “date title”, in the order in which it was recorded.
  func telling(_ process: String, knownBy: Int64 = .max) throws -> [String] {
    let entries = try events(of: process).filter { $0.known <= knownBy }.map {
      Entry(position: $0.position, id: $0.id, event: $0.body, zones: UTCOnly())
    }
    return Corrections(of: entries).entries.sorted { $0.position < $1.position }.map {
      "\($0.event.on?.text ?? "-") \($0.event.title ?? "-")"
    }
  }
}

/// What an import or a sync complains of.
func complaint(_ body: () throws -> Void) -> String {
  do { try body() } catch { return "\(error)" }
  return ""
}
