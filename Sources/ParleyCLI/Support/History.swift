import EventSourcing
import Exports
import ReadModels
import Talks

/// An event as it was recorded, what was said about it, and how it reads.
struct History {
  /// Something said about an event, or about what was said.
  struct Remark {
    let event: RecordedEvent<Event>
    let depth: Int
    let isInForce: Bool
  }

  let target: RecordedEvent<Event>
  let remarks: [Remark]
  /// Nil where it no longer counts.
  let current: Event?
  let struck: Int64?
  let isDisputed: Bool

  init(of target: RecordedEvent<Event>, among recorded: [RecordedEvent<Event>], zones: any ZoneRules) {
    self.target = target
    let corrections = Corrections(of: recorded.map { Entry($0, zones: zones) })
    let byID = Dictionary(recorded.map { ($0.id, $0) }) { first, _ in first }
    func remarks(on id: EventID, _ depth: Int) -> [Remark] {
      (corrections.remarks[id] ?? []).flatMap { remark -> [Remark] in
        guard let event = byID[remark.entry.id] else { return [] }
        return [Remark(event: event, depth: depth, isInForce: remark.isInForce)]
          + remarks(on: event.id, depth + 1)
      }
    }
    self.remarks = remarks(on: target.id, 0)
    struck = corrections.struck[target.id]?.position
    let entry = corrections.entries.first { $0.id == target.id }
    let remark = corrections.remarks.values.joined().first { $0.entry.id == target.id }
    current = struck == nil ? entry?.event ?? remark?.entry.event : nil
    isDisputed = corrections.disputes[target.id]?.isOpen ?? false
  }

  static func when(_ event: RecordedEvent<Event>) -> String {
    let known =
      event.known == event.recorded ? "" : ", known \(RFC3339.text(microseconds: event.known))"
    return "recorded \(RFC3339.text(microseconds: event.recorded)) by \(event.by)\(known)"
  }

  static func fields(_ event: Event) -> [String] {
    event.typedFields.map { "\($0.field): \($0.values.joined(separator: "; "))" }
  }

  var text: String {
    var lines = [
      "Event \(target.position) of \(target.stream), \(target.body.type.name), \(Self.when(target)):"
    ]
    lines += Self.fields(target.body).map { "  \($0)" }
    for remark in remarks {
      let pad = String(repeating: "  ", count: remark.depth)
      let undone = remark.isInForce ? "" : " (no longer in force)"
      lines.append(
        "\(pad)Event \(remark.event.position), \(remark.event.body.type.name), \(Self.when(remark.event))\(undone):"
      )
      lines += Self.fields(remark.event.body).map { "\(pad)  \($0)" }
    }
    if let struck {
      lines.append("It no longer counts, by event \(struck).")
    } else if let current {
      let before = Self.fields(target.body)
      let now = Self.fields(current)
      if before == now {
        lines.append("It reads as it was recorded.")
      } else {
        lines.append("It reads:")
        lines += now.map { "\(before.contains($0) ? " " : "*") \($0)" }
      }
    } else {
      lines.append("By the account that is preferred, it did not happen.")
    }
    if isDisputed {
      lines.append("‡ Accounts differ, and nobody has weighed them; “parley resolve” prefers one.")
    }
    return lines.map(Terminal.harmless).joined(separator: "\n")
  }

  var json: String {
    let process = Slug(target.stream)
    return JSONWriter.of { json in
      json.object(
        Told(target).members + [
          ("answer", .of { $0.string("history") }),
          ("process", .of { $0.string(target.stream) }),
          ("counts", .of { $0.bool(struck == nil && current != nil) }),
          ("disputed", .of { $0.bool(isDisputed) }),
          (
            "remarks",
            .of { json in
              json.list(remarks) { remark, json in
                json.object(
                  Told(remark.event).members + [
                    ("in_force", .of { $0.bool(remark.isInForce) }),
                    ("depth", .of { $0.integer(remark.depth) }),
                  ])
              }
            }
          ),
          (
            "reads",
            .of { json in
              if let current, let process {
                JournalLine(process: process, event: current).write(&json)
              } else {
                json.null()
              }
            }
          ),
        ])
    }.text
  }
}
