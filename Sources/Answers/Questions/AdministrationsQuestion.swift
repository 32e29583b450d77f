package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AdministrationsQuestion: AnyProcessQuestion {
  package static let name = "administrations"
  package static let abstract = "Show who governed each party, and who negotiated for it, from when to when."
  package static let discussion = """
    A party's governments count whichever process they are recorded in. Another term of the same head is no other \
    government, nor is it one when an acting head is confirmed. Who negotiates for a party does not govern it.
    """
  package static let members: [JSONMember] = [
    .rows(AdministrationRow.self), .rows(NegotiatorRow.self, as: "negotiators"),
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  package var party: String?

  package init() {}

  package var filters: [NameFilter] { [NameFilter(.party, [party], of: process)] }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, all) = try reader.consult(
      about: process, .rows(AdministrationRow.self, of: process), .rows(NegotiatorRow.self, of: process))
    let day = context.day
    return context.answer(
      Self.self,
      [
        Section(
          all.0.filter { party == nil || $0.party.text == party },
          [
            .party("party", \.$party, context.names),
            Column("under", \.$head) { $0.administration(by: day).headInWords }, Column("office", \.$office),
            Column("since", \.$since) { row in
              let later = row.terms.dropFirst().map { term in
                [term.office ?? "a new term", term.since?.inWords].compactMap(\.self).joined(separator: " ")
              }
              let first = row.terms.first?.acting == .yes && row.terms.count > 1 ? " (acting)" : ""
              return ([(row.since?.inWords ?? "") + first] + later).joined(separator: "; ")
            },
            .date("until", \.$until),
          ], whenEmpty: context.empty("No administration is recorded.")),
        Section(
          all.1.filter { party == nil || $0.party.text == party },
          [
            .party("party", \.$party, context.names), Column("represented by", \.$negotiator),
            Column("office", \.$office), .date("since", \.$since), .date("until", \.$until),
          ], title: "Who negotiated", member: "negotiators"),
      ])
  }
}
