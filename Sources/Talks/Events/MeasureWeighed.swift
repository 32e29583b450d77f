/// An assessor's weight for a measure relative to others; several assessors' weights coexist.
package struct MeasureWeighed: EventType {
  package static let name = "measure-weighed"
  package static let help =
    "Somebody says how much a measure weighs against others; weights by others stand beside it."
  package static let isDescription = true

  package var measure = Subject.new(nil)
  package var weight = 1
  package var assessor = String.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("weight", &weight, "how much, from 1 to 100, on the assessor's own scale")
    try v.required("assessed-by", &assessor, "who says so")
    if !(1...100).contains(weight) {
      throw Malformed("A weight is a number from 1 to 100.", field: "weight")
    }
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.weights.removeAll { $0.by == assessor }
      $0.weights.append(.init(value: weight, by: assessor, position: entry.position))
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(assessor) gives \(measure.words) a weight of \(weight)"
  }
}
