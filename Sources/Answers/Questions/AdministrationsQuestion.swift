package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AdministrationsQuestion: Question {
  package static let name = "administrations"
  package static let abstract = "Show who governed each party, from when to when."
  package static let discussion = "A party's governments count whichever process they are recorded in."
  package static let members: [JSONMember] = [.rows(AdministrationRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  package var party: String?

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, all) = try reader.consult(about: process, .rows(AdministrationRow.self, of: process))
    return context.answer(
      Self.self, all.filter { party == nil || $0.party.text == party },
      [
        .party("party", \.$party, context.names), Column("under", \.$head), Column("office", \.$office),
        .date("since", \.$since), .date("until", \.$until),
      ], whenEmpty: "No administration is recorded.")
  }
}
