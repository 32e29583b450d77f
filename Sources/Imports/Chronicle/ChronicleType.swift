import Talks

/// The kinds of row that a chronicle has, as they stand in it.
enum ChronicleType: String, Vocabulary {
  static let noun = "type of row"

  case talksOpened = "talks_opened"
  case talksSuspended = "talks_suspended"
  case talksResumed = "talks_resumed"
  case talksClosed = "talks_closed"
  case partyInvited = "party_invited"
  case partyJoined = "party_joined"
  case partyWithdrew = "party_withdrew"
  case partyReturned = "party_returned"
  case administrationChanged = "administration_changed"
  case roundConvened = "round_convened"
  case roundConcluded = "round_concluded"
  case roundPostponed = "round_postponed"
  case contact
  case positionStated = "position_stated"
  case proposalTabled = "proposal_tabled"
  case measurePledged = "measure_pledged"
  case measureImplemented = "measure_implemented"
  case measureVerified = "measure_verified"
  case measureSuspended = "measure_suspended"
  case measureReversed = "measure_reversed"
  case agreementReached = "agreement_reached"
  case agreementSigned = "agreement_signed"
  case agreementReaffirmed = "agreement_reaffirmed"
  case agreementRenounced = "agreement_renounced"
  case setback
  case setbackResolved = "setback_resolved"
}
