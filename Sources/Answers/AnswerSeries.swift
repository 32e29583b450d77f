internal import ReadModels
package import Talks

/// A question that is asked of one day after another as well.
package protocol SeriesQuestion: Question {
  /// The process that is asked about; nil for all, of which there is no series.
  var subject: String? { get }
}

/// The answers to a question as of one day after another.
///
/// What was read of the log for the first is kept for the others, and an answer that goes on unchanged is rendered once.
package struct AnswerSeries<Asked: SeriesQuestion> {
  private let question: Asked
  private var reader: RecordReader
  private var current: (lasting: [(name: String, json: JSONWriter)], count: DayCount?, until: CivilDay?)?

  /// - Parameter question: one about a process by the slug that this goes by.
  /// - Throws: `Malformed` for a name to choose by that nothing has.
  package init(_ question: Asked, _ reader: RecordReader) throws {
    (self.question, self.reader) = (question, reader)
    for filter in question.filters { try filter.check(&self.reader) }
  }

  /// The JSON of the answer as of a day, which is later than the one before.
  package mutating func json(asOf day: CivilDay) throws -> JSONWriter {
    if current.map({ $0.until.map { $0 <= day } ?? false }) ?? true { try ask(on: day) }
    guard let current else { return JSONWriter() }
    var standpoint = reader.standpoint
    standpoint.asOf = day
    return .of { $0.object(current.lasting + standpoint.members + (current.count?.members(day) ?? [])) }
  }

  private mutating func ask(on day: CivilDay) throws {
    reader.goOn(to: day)
    let answer = try question.answer(&reader)
    let turns = TurningDays(answer.turningDays)
    current = (
      answer.lasting, answer.count, [reader.nextChange, turns.first(after: day)].compactMap(\.self).min()
    )
  }
}
