package import Talks

package struct CoverageRow: Projected {
  package static let name = "coverage"
  package static let help = "The days of which the record of a process can speak, where that is stated."
  package static let types: [any EventType.Type]? = [CoverageStated.self]
  package static let restsOnRoster = true

  package var process = ""
  @Traced package var since: EDTF? = nil
  @Traced package var until: EDTF? = nil

  package init() {}

  package static let fields: [Field<CoverageRow>] = [
    Field("since", \.$since, "From when on it was kept, as EDTF; null for from the beginning."),
    Field("until", \.$until, "Until when it was kept, as EDTF; null where it still is."),
  ]

  package static func rows(_ state: ProcessState) -> [CoverageRow] {
    let coverage = state.$coverage
    if coverage.provenance.all.isEmpty { return [] }
    var row = CoverageRow()
    row.$since = coverage.map(\.since)
    row.$until = coverage.map(\.until)
    return [row]
  }

  package var coverage: Coverage { Coverage(since: since, until: until) }
}
