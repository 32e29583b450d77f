import Answers

/// Numbers for monitors in the text form of OpenMetrics 1.0.
struct OpenMetrics {
  static let type = "application/openmetrics-text; version=1.0.0; charset=utf-8"

  enum Kind: String { case gauge, counter, info }

  typealias Sample = (labels: [(name: String, value: String)], value: Int64)

  private var lines: [String] = []

  /// The whole, with its end.
  var text: String { (lines + ["# EOF", ""]).joined(separator: "\n") }

  /// Adds a family of one number.
  mutating func add(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String, _ value: Int64) {
    add(name, kind, unit: unit, help, [([], value)])
  }

  /// Adds a family; one without a sample is left out.
  ///
  /// - Parameter unit: which the name ends with.
  mutating func add(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String, _ samples: [Sample]) {
    if samples.isEmpty { return }
    lines.append("# TYPE \(name) \(kind.rawValue)")
    if let unit { lines.append("# UNIT \(name) \(unit)") }
    lines.append("# HELP \(name) \(Self.escaped(help))")
    let suffix =
      switch kind {
      case .gauge: ""
      case .counter: "_total"
      case .info: "_info"
      }
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
      lines.append("\(name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)")
    }
  }

  private static func escaped(_ text: String) -> String {
    text.harmless.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
