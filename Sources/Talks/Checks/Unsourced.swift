/// An event that rests on no source. Definitions and notes need none: they are the desk's own words.
package enum Unsourced: Check {
  package static let name = "unsourced"
  package static let help = "an event that rests on no source"
  package static let ground = Ground.evidence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.entries.filter { $0.event.sources.isEmpty && !$0.event.type.isTimeless }.map {
      finding(
        "\($0.quoted) rests on no source.", $0.dating.provenance,
        hint: "parley amend \($0.position) --source “TITLE | PUBLISHER | URL” --because …")
    }
  }
}
