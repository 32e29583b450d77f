package import ArgumentParser
internal import ReadModels
internal import Talks

package struct SetbacksQuestion: AnyProcessQuestion {
  package static let name = "setbacks"
  package static let abstract = "Show what set the talks back, and what overcame it."
  package static let members: [JSONMember] = [.rows(SetbackRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Flag(help: "Only those not yet overcome.")
  package var open = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, setbacks) = try reader.consult(about: process, .rows(SetbackRow.self, of: process))
    return context.answer(
      Self.self, setbacks.filter { !open || $0.isOpen != .no },
      [
        .date("when", \.$occurred), Column("setback", \.$setback, .strong), Column("what", \.$title),
        Column("kind", \.$kind), Column("by", \.$party), Column("severity", \.$assessments),
        Column("open", \.$isOpen), .date("overcome", \.$overcome), Column("how", \.$how),
      ], whenEmpty: "No such setback is recorded.")
  }
}
