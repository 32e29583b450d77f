import ArgumentParser
import EventStore
import ReadModels
import Talks

struct GraphCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Show which text carries out, confirms, breaks or replaces which.",
    discussion: "To draw it: parley export PROCESS --format dot, or --format mermaid.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only the ties of one thing, by its slug.", completion: .processes)
  var of: String?

  @Option(
    help: ArgumentHelp("Only ties of one kind: \(relations.joined(separator: ", "))."),
    completion: .list(relations))
  var relation: String?

  @Flag(help: "Only ties between agreements.")
  var agreements = false

  @OptionGroup var reading: ReadingOptions

  private static let relations = Tie.Relation.allCases.map(\.rawValue)

  func validate() throws {
    if let relation, !Self.relations.contains(relation) {
      let hint = nearest(relation, among: Self.relations).map { " Did you mean “\($0)”?" } ?? ""
      throw ValidationError(
        "“\(relation)” is not a kind of tie (\(Self.relations.joined(separator: ", "))).\(hint)")
    }
  }

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let (thing, relation, agreements) = (of, relation, agreements)
    return Answer(
      name: "graph", projection: LinkProjection.self,
      shown: [
        Shown(title: "what", style: .bold) { table, row, names in
          table[row, "subject"].text ?? table[row, "parties"].texts.map(names.name).joined(separator: ", ")
        },
        .cell("status", "stands"), .cell("relation", "does"), .cell("object", "to what", .bold),
        .date("on_text", "said on"),
      ], whenEmpty: "No such tie is recorded.",
      admits: { table, row in
        (relation == nil || table[row, "relation"].text == relation)
          && (thing == nil || [table[row, "subject"].text, table[row, "object"].text].contains(thing))
          && (!agreements
            || table[row, "object_kind"].text == "agreement"
              && ["agreement", nil].contains(table[row, "subject_kind"].text))
      }
    )
  }
}
