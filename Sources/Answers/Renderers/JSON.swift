package import Talks

extension Answer {
  /// The answer as one JSON object, documented in docs/reference/json.md.
  package var json: JSONWriter {
    .of { $0.object(lasting + standpoint.members + (count.map { $0.members($0.day) } ?? [])) }
  }

  /// The members that do not go with the day by themselves.
  var lasting: [(name: String, json: JSONWriter)] {
    var all: [(name: String, json: JSONWriter)] = [
      ("answer", .of { $0.string(name) }),
      ("process", .of { if let process { $0.string(process) } else { $0.null() } }),
    ]
    all += sections.flatMap(\.members)
    if let json = sum?.json { all.append(("summary", json)) }
    all += members
    all.append(("limits", .of { json in json.list(limits) { $1.string($0) } }))
    return all
  }
}
