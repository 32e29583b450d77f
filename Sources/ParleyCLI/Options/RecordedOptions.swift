import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Exports
import Glibc
import Talks

/// The options that select recorded events, and their form of output.
struct RecordedOptions: ParsableArguments {
  @Argument(help: "The processes, by slug; all of them if left out.", completion: .processes)
  var processes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only events of this category, or of one type; may be repeated.",
      discussion: "One of \(Catalogue.categories.joined(separator: ", ")), or an event type.",
      valueName: "name"),
    completion: .list(Catalogue.categories + Catalogue.all.map { $0.name }))
  var category: [String] = []

  @Flag(help: "Also say as which database role the recorder was logged in.")
  var login = false

  @Flag(help: "Print a line of JSON an event, for programs.")
  var json = false

  func validate() throws {
    for name in category where Catalogue.types(of: name).isEmpty {
      let known = Catalogue.categories + Catalogue.all.map { $0.name }
      let hint = nearest(name, among: known).map { " Did you mean “\($0)”?" } ?? ""
      throw ValidationError(
        "There is no category “\(name)” (\(Catalogue.categories.joined(separator: ", "))).\(hint)")
    }
  }

  /// - Parameter streams: of the processes, under the slugs that they have and had.
  func selection(of streams: [String]) -> Selection {
    var wanted = Selection()
    wanted.streams = streams
    wanted.types = category.flatMap(Catalogue.types(of:)).map { $0.name }
    return wanted
  }

  func show(_ events: [RecordedEvent<Event>]) {
    Terminal.write(events.map { line($0) + "\n" }.joined(), to: STDOUT_FILENO)
  }

  private func line(_ event: RecordedEvent<Event>) -> String {
    json ? EventCitation(event).json.text : EventCitation(event).listing(withLogin: login).harmless
  }
}
