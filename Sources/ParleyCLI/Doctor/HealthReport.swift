import Talks

/// What the checks of `parley doctor` found so far.
struct HealthReport {
  private(set) var findings: [(check: String, diagnosis: Diagnosis)] = []

  /// The gravest status that was found.
  var status: Diagnosis.Status {
    Diagnosis.Status.allCases.last { status in findings.contains { $0.diagnosis.status == status } } ?? .ok
  }

  mutating func add(_ diagnosis: Diagnosis, by check: String) { findings.append((check, diagnosis)) }

  var json: JSONWriter {
    .of { json in
      json.object([
        ("status", .of { $0.string(status.rawValue) }),
        ("checks", .of { $0.list(findings) { $1.object(Self.members($0.check, $0.diagnosis)) } }),
      ])
    }
  }

  private static func members(_ check: String, _ diagnosis: Diagnosis) -> [(name: String, json: JSONWriter)] {
    let numbers = diagnosis.numbers.map { number in
      (name: number.name, json: JSONWriter.of { $0.integer(Int(number.value)) })
    }
    return [
      ("name", .of { $0.string(check) }), ("status", .of { $0.string(diagnosis.status.rawValue) }),
      ("message", .of { $0.string(diagnosis.message) }), ("numbers", .of { $0.object(numbers) }),
    ]
  }
}
