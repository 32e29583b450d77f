package import EventSourcing
package import ReadModels
package import Talks

extension RowReader {
  /// The titles of all things that have one, by process and slug.
  package mutating func titles() throws -> [String: [Slug: String]] {
    let (rounds, proposals, setbacks, agreements, measures) = try read(
      .fields(\.$round, \.$title, of: RoundRow.self), .fields(\.$proposal, \.$title, of: ProposalRow.self),
      .fields(\.$setback, \.$title, of: SetbackRow.self),
      .fields(\.$agreement, \.$title, of: AgreementRow.self),
      .fields(\.$measure, \.$title, of: MeasureRow.self))
    var titles: [String: [Slug: String]] = [:]
    func add<R: Row>(_ rows: [R], _ slug: (R) -> Slug, _ title: (R) -> String?) {
      for row in rows {
        if let title = title(row) { titles[row.process, default: [:]][slug(row)] = title }
      }
    }
    add(rounds, \.round, \.title)
    add(proposals, \.proposal, \.title)
    add(setbacks, \.setback, \.title)
    add(agreements, \.agreement, \.title)
    add(measures, \.measure, \.title)
    return titles
  }
}

extension RecordedEvent<Event> {
  /// The event with a headline that uses the titles of things.
  package func calling(_ titles: [Slug: String]) -> RecordedEvent<Event> {
    titles.isEmpty ? self : body.calling { titles[$0] }.map(with) ?? self
  }
}
