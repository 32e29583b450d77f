import Answers
import Postgres

/// One thing that `parley doctor` looks at.
struct HealthCheck: Sendable {
  /// The name by which monitors know it, such as `positions`; never changed once released.
  let name: String
  /// Whether nothing else can be looked at where something is wrong.
  var isGate = false
  /// What is found: nothing where there is nothing of its kind.
  let examine: @Sendable (Patient) throws -> [Diagnosis]

  /// A check by a query for the number of things that are wrong.
  static func counting(_ name: String, _ sql: SQL, good: String, bad: String) -> HealthCheck {
    HealthCheck(name: name) { patient in
      let wrong: Int64 = try patient.session.connection.query(sql).first?.get(0) ?? 0
      let numbers = [Diagnosis.Number("wrong", wrong)]
      return [wrong == 0 ? .ok(good, numbers) : .wrong("\(bad) (\(wrong))", numbers)]
    }
  }
}

/// The store that is looked over.
struct Patient {
  let session: Session
  /// Where the server is, in words.
  let place: String
}

/// What a check found, in a sentence for people and in numbers for monitors.
struct Diagnosis: Sendable, Equatable {
  /// In the order of gravity.
  enum Status: String, CaseIterable {
    case ok
    /// Nothing is wrong yet, but somebody should look.
    case warning
    case wrong
  }

  struct Number: Sendable, Equatable {
    let name: String
    let value: Int64

    init(_ name: String, _ value: Int64) { (self.name, self.value) = (name, value) }
  }

  let status: Status
  let message: String
  let numbers: [Number]

  static func ok(_ message: String, _ numbers: [Number] = []) -> Diagnosis {
    Diagnosis(status: .ok, message: message, numbers: numbers)
  }

  static func warning(_ message: String, _ numbers: [Number] = []) -> Diagnosis {
    Diagnosis(status: .warning, message: message, numbers: numbers)
  }

  static func wrong(_ message: String, _ numbers: [Number] = []) -> Diagnosis {
    Diagnosis(status: .wrong, message: message, numbers: numbers)
  }
}
