package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AgreementsQuestion: Question {
  package static let name = "agreements"
  package static let abstract = "Show the agreements, and what became of them."
  package static let members: [JSONMember] = [.rows(AgreementRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Flag(help: "Only those that bind two parties or more.")
  package var inForce = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, agreements) = try reader.consult(about: process, .rows(AgreementRow.self, of: process))
    return context.answer(
      Self.self, agreements.filter { !inForce || $0.inForce != .no },
      [
        Column("agreement", \.$agreement, .strong),
        Column("standing", \.$status) { $0.standingInWords(context.names) },
        Column("in force", \.$inForce), .date("reached", \.$reached), .date("signed", \.$signed),
        .date("reaffirmed", \.$reaffirmed), Column("superseded by", \.$supersededBy),
        .parties("parties", \.$parties),
      ], whenEmpty: "No such agreement is recorded.")
  }
}

extension AgreementRow {
  /// The status of an agreement and the parties that left it, such as “in force for the others;
  /// renounced by Iran”.
  func standingInWords(_ names: PartyNames) -> String {
    let status = status?.text ?? ""
    if renouncedBy.isEmpty { return status }
    let left = "renounced by \(names.list(renouncedBy))"
    switch inForce {
    case .yes: return "in force for the others; \(left)"
    case .unknown: return "perhaps in force for the others; \(left)"
    case .no: return self.status == .known(.renounced) ? left : "\(status); \(left)"
    }
  }
}
