import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Talks

struct DisputeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispute",
    abstract: "Record what a party or a source says of an event instead.",
    discussion: """
      Rival accounts stand beside each other. Answers go by what was recorded first and mark it with ‡, until \
      “parley resolve” prefers an account; --according-to asks for one party's or source's accounts. \
      “parley accounts” lists them all.
      """)

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(
    help: ArgumentHelp(
      "What the account says instead, such as on=2005-09-29; may be repeated.", valueName: "field=value"))
  var account: [String] = []

  @Flag(help: "The account says that nothing of the kind happened.")
  var denied = false

  @Option(
    help: ArgumentHelp("Whose account it is, if a party's; else that of its --source.", valueName: "party"),
    completion: .parties)
  var party: String?

  @Option(help: ArgumentHelp("What is to be said of the account.", valueName: "text"))
  var because: String?

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let target = try session.log.event(named: event)
    var detail = EventDisputed()
    detail.disputed = target.id
    detail.account = try account.map(Change.init(typed:))
    detail.denied = denied ? true : nil
    detail.because = because
    detail.party = try party.map(PartyID.init(typed:))
    try correcting.record(detail, about: target, done: "Disputed", session)
  }
}
