/// Every event type, in the order in which help and reference list them; a test compares it with this folder.
package enum Catalogue {
  package typealias Group = (title: String, types: [any EventType.Type])

  private static let own: [Group] = [
    (
      "Processes",
      [
        ProcessDefined.self, ProcessRenamed.self, ProcessRetired.self, TalksOpened.self, TalksSuspended.self,
        TalksResumed.self, TalksClosed.self,
      ]
    ),
    (
      "Parties",
      [
        PartyDefined.self, TierPlanned.self, TierOpened.self, PartyInvited.self, PartyJoined.self,
        PartyWithdrew.self, PartyReturned.self, AccessionLinked.self, AdministrationChanged.self,
        NegotiatorNamed.self,
      ]
    ),
    ("Sources", [SourceDefined.self]),
    (
      "Rounds and contacts",
      [
        RoundPlanned.self, RoundPostponed.self, RoundConvened.self, RoundRecessed.self, RoundReopened.self,
        SessionHeld.self, RoundConcluded.self, RoundCancelled.self, ContactHeld.self,
      ]
    ),
    (
      "Positions and proposals",
      [
        PositionStated.self, PositionAnswered.self, ProposalTabled.self, ProposalRevised.self,
        ProposalAccepted.self, ProposalRejected.self, ProposalCountered.self, ProposalWithdrawn.self,
        ProposalLinked.self,
      ]
    ),
    (
      "Measures",
      [
        MeasurePledged.self, MeasureAccepted.self, MeasureImplemented.self, MeasureVerified.self,
        MeasureSuspended.self, MeasureResumed.self, MeasureReversed.self, MeasureLapsed.self,
        MeasureLinked.self, MeasureWeighed.self,
      ]
    ),
    (
      "Agreements",
      [
        AgreementReached.self, AgreementSigned.self, AgreementRatified.self, AgreementEnteredIntoForce.self,
        AgreementExtended.self, AgreementReaffirmed.self, AgreementSuspended.self, AgreementResumed.self,
        AgreementBreached.self, AgreementRenounced.self, AgreementSuperseded.self, AgreementEnded.self,
        AgreementLinked.self,
      ]
    ),
    ("Setbacks", [SetbackOccurred.self, SetbackAssessed.self, SetbackOvercome.self]),
    (
      "The record",
      [
        CoverageStated.self, NoteAdded.self, EventAmended.self, EventRetracted.self, EventsMerged.self,
        EventMoved.self, EventDisputed.self, DisputeResolved.self, EventErased.self,
      ]
    ),
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: own.flatMap(\.types).map { ($0.name, $0) })

  /// Types declared elsewhere, for as long as a test runs the program with them; see docs/decisions/0035-one-file.md.
  @TaskLocal package static var guests: [any EventType.Type] = []

  package static var groups: [Group] { guests.isEmpty ? own : own + [("Others", guests)] }

  package static var all: [any EventType.Type] { groups.flatMap(\.types) }

  package static func type(named name: String) -> (any EventType.Type)? {
    byName[name] ?? guests.first { $0.name == name }
  }

  /// The slugs of the titles of the groups.
  package static var categories: [String] { groups.map { Slug(title: $0.title).text } }

  /// The types of a category; a type is one by itself.
  package static func types(of category: String) -> [any EventType.Type] {
    if let type = type(named: category) { return [type] }
    return categories.firstIndex(of: category).map { groups[$0].types } ?? []
  }

  package static func unknown(_ name: String) -> Malformed {
    let hint = nearest(name, among: all.map { $0.name }).map { " Did you mean “\($0)”?" } ?? ""
    return Malformed("There is no event type “\(name)”.\(hint)", field: "type")
  }
}
