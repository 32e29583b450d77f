import EventSourcing
import Foundation
import Talks
import TestSupport

@testable import Exports

extension Record {
  /// The record as documents about whole processes are made of it.
  func dossier(rivals: [Int64: [String]] = [:], sharing: Sharing = Sharing(upTo: .clear, isLimited: false))
    -> Dossier
  {
    let entries = Dictionary(grouping: events, by: \.stream).sorted { $0.key < $1.key }
    let processes = entries.map { stream, events in
      Dossier.Process(
        slug: stream,
        state: .fold(
          events.map { Entry(position: $0.position, id: $0.id, event: $0.body, zones: UTCOnly()) }, asOf: asOf
        ))
    }
    return Dossier(
      header: ExportHeader(
        title: title, filter: filter.inWords(), asOf: asOf, rivals: rivals, sharing: sharing,
        mixesProcesses: processes.count > 1),
      processes: processes, administrations: processes.flatMap(\.state.administrations),
      day: asOf ?? CivilDay(days: 20_000))
  }

  /// The events of journal lines without process, in a process of their own.
  static func of(_ lines: [String]) throws -> Record {
    var record = Record()
    for line in lines {
      var tape = JSONTape()
      try tape.parse(Array("{\"process\":\"talks\",\(line)}".utf8))
      record.add(try JournalLine(tape).event, process: "talks")
    }
    return record
  }
}

/// What a picture has to show: a round in phases, an answer to a measure, doubtful dates, a walk-out.
func story() throws -> Record {
  try Record.of([
    #""type":"process-defined","on":"2000","title":"Talks of the example","aims":["peace"]"#,
    #""type":"administration-changed","on":"2000-01-20","party":"us","head":"Example","title":"A new head""#,
    #""type":"party-joined","on":"2000-02-01","party":"us","role":"principal","tier":1"#,
    #""type":"party-joined","on":"2000-02","party":"kp","role":"principal","tier":1"#,
    #""type":"round-convened","on":"2000-03-01","as":"round-1","number":1,"parties":["us","kp"],"title":"First round opens","place":{"name":"Beijing","country":"cn"}"#,
    #""type":"round-recessed","on":"2000-03-05","round":"round-1","title":"First round recesses""#,
    #""type":"round-reopened","on":"2000-06-01","round":"round-1","title":"First round goes on""#,
    #""type":"round-concluded","on":"2000-06-04","round":"round-1","title":"First round ends""#,
    #""type":"agreement-signed","on":"2000-06-04","as":"text","title":"The text","parties":["us","kp"]"#,
    #""type":"measure-pledged","on":"2000-06-04","as":"freeze","party":"kp","title":"A freeze","deadline":"2000-09-01""#,
    #""type":"measure-pledged","on":"2000-06-04","as":"oil","party":"us","title":"Fuel oil","in-return-for":["freeze"]"#,
    #""type":"measure-implemented","on":"2000-08?","measure":"freeze","party":"kp","title":"The freeze begins""#,
    #""type":"contact-held","on":"[2000-10-01..2001-01-31]","kind":"envoy","parties":["us","kp"],"title":"An envoy in secret""#,
    #""type":"setback-occurred","on":"2001-02~","as":"test","kind":"missile-test","party":"kp","title":"A missile flies""#,
    #""type":"party-withdrew","on":"2001-03-01","party":"kp","title":"One side walks out""#,
    #""type":"talks-suspended","on":"2001-03-01","title":"Nothing moves""#,
    #""type":"party-returned","on":"2001-09-01","party":"kp","title":"It comes back""#,
    #""type":"talks-resumed","on":"2001-09-01","title":"They talk again""#,
    #""type":"note-added","text":"Nothing more is known.""#,
  ])
}
