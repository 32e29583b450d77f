package import Talks

extension Answer {
  /// The answer as one JSON object, documented in docs/reference/json.md.
  package var json: JSONWriter {
    .of { json in
      var all: [(name: String, json: JSONWriter)] = [
        ("answer", .of { $0.string(name) }),
        ("process", .of { if let process { $0.string(process) } else { $0.null() } }),
      ]
      all += sections.flatMap(\.members)
      if let json = sum?.json { all.append(("summary", json)) }
      all += members + standpoint.members
      all.append(("limits", .of { json in json.list(limits) { $1.string($0) } }))
      json.object(all)
    }
  }
}
