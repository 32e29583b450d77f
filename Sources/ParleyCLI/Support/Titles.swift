import EventSourcing
import EventStore
import ReadModels
import Talks

/// What the things of processes are called.
enum Titles {
  /// The titles of all things that have one, by process and slug.
  static func all(_ answers: inout Answers<PostgresLog>) throws -> [String: [Slug: String]] {
    var titles: [String: [Slug: String]] = [:]
    let projections: [any Projection.Type] = [
      RoundProjection.self, ProposalProjection.self, SetbackProjection.self, AgreementProjection.self,
      MeasureProjection.self,
    ]
    for (projection, table) in zip(projections, try answers.tables(projections)) {
      for row in table.rows.indices {
        guard let slug = table[row, projection.name].text.flatMap({ Slug($0) }) else { continue }
        if let title = table[row, "title"].text {
          titles[table.rows[row].process, default: [:]][slug] = title
        }
      }
    }
    return titles
  }
}

extension RecordedEvent<Event> {
  /// The event whose headline calls things by their titles.
  func calling(_ titles: [Slug: String]) -> RecordedEvent<Event> {
    titles.isEmpty ? self : body.calling { titles[$0] }.map(with) ?? self
  }
}
