import Talks

/// The arguments of `parley log exchange`: what both sides share, then each side from its `--party` on.
struct ExchangeArguments {
  static let name = "exchange"
  static let help = "Two parties give something to each other: both acts, tied, in one go."

  /// Those of both sides, with the options that are no fields.
  let shared: EventArguments
  private let sides: [EventArguments]
  private let type: any EventType.Type

  init(_ arguments: [String]) throws {
    let isPledged = arguments.contains("--pledged")
    type = isPledged ? MeasurePledged.self : MeasureImplemented.self
    var parts: [[String]] = [[]]
    for argument in arguments where argument != "--pledged" {
      if argument == "--party" || argument.hasPrefix("--party=") { parts.append([]) }
      parts[parts.count - 1].append(argument)
    }
    let type = type
    shared = try EventArguments(parts[0], for: type)
    sides = try parts.dropFirst().map { try EventArguments($0, for: type) }
    if wantsHelp { return }
    guard sides.count == 2 else {
      throw Failure(
        "An exchange has two sides, each from its --party on: “parley log exchange PROCESS --on DATE --party A --title … --party B --title …”.",
        .usage)
    }
    if ([shared] + sides).contains(where: { $0.id != nil }) {
      throw Failure("An exchange is two events; leave out --id.", .usage)
    }
  }

  var wantsHelp: Bool { shared.wantsHelp || sides.contains(where: \.wantsHelp) }

  /// The options that are no fields, wherever they stand.
  var whole: EventArguments { sides.reduce(shared) { $0.with($1) } }

  /// The two acts; the second, given in return for the first, can be made once that has its name.
  func acts() throws -> (first: Event, second: (_ first: Slug) throws -> Event) {
    let (one, other) = (shared.with(sides[0]), shared.with(sides[1]))
    let first = try one.giving(to: sides[1])
    let second = try other.giving(to: sides[0])
    let draft = try first.event(of: type)
    // What is wrong with the second is said before anything is looked up.
    _ = try second.event(of: type)
    return (draft, { name in try second.answering(name).event(of: type) })
  }

  static var overview: String {
    let fields = Event.commonFields + MeasureImplemented.fields
    return """
      OVERVIEW: \(help)

      USAGE: parley log exchange PROCESS --on <date> … --party <party> … --party <party> …

      What stands before the first --party is said of both sides; each side begins with its --party and may have
      any option of “measure-implemented”: \(fields.map { "--\($0.name)" }.joined(separator: ", ")).
      Each side gives to the other unless --to says otherwise, and the second gives in return for the first. A
      measure that was pledged before is named by --measure.

      OPTIONS OF AN EXCHANGE:
        --pledged               both sides promise only; their options are those of “measure-pledged”

      parley log exchange dam-talks --on 2022-09-21 --category prisoners \\
        --party ada --title "55 prisoners come home" --quantity "55 prisoners" \\
        --party bor --title "215 prisoners come home" --quantity "215 prisoners"
      """
  }
}

extension EventArguments {
  /// The same with what a side says: it replaces what was said of both, and adds to lists.
  fileprivate func with(_ side: EventArguments) -> EventArguments {
    var all = self
    all.take(side)
    return all
  }

  /// The same, given to those who act on another side unless it says to whom.
  fileprivate func giving(to other: EventArguments) throws -> EventArguments {
    if values["to"] != nil { return self }
    var all = self
    all.say("to", (other.values["party"] ?? []) + (other.values["with"] ?? []))
    return all
  }

  fileprivate func answering(_ first: Slug) -> EventArguments {
    var all = self
    all.say("in-return-for", (values["in-return-for"] ?? []) + [first.text])
    return all
  }
}
