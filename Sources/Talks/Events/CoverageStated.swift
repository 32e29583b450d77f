/// How far the record of a process goes; a later statement replaces an earlier one.
package struct CoverageStated: EventType {
  package static let name = "coverage-stated"
  package static let help =
    "From which day and until which day the record was kept, so that its silence is not taken for a silence of the talks."
  package static let isDescription = true
  package static let isTimeless = true

  package var since: EDTF?
  package var until: EDTF?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("since", &since, "from when on the record was kept; left out where from the beginning")
    try v.optional("until", &until, "until when it was kept; left out where it still is")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.$coverage.become(Coverage(since: since, until: until), entry)
  }

  package func sentence(_ event: Event) -> String {
    switch (since, until) {
    case (let since?, let until?): "The record covers \(since.inWords) to \(until.inWords)"
    case (let since?, nil): "The record begins on \(since.inWords)"
    case (nil, let until?): "The record ends on \(until.inWords)"
    case (nil, nil): "The record is kept"
    }
  }
}
