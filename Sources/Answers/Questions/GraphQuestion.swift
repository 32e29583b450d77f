package import ArgumentParser
internal import ReadModels
internal import Talks

package struct GraphQuestion: AnyProcessQuestion {
  package static let name = "graph"
  package static let abstract = "Show which text carries out, confirms, breaks or replaces which."
  package static let discussion = "To draw it: parley export PROCESS --format dot, or --format mermaid."
  package static let members: [JSONMember] = [.rows(LinkRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only the ties of one thing, by its slug.", completion: .processes)
  package var of: String?

  @Option(
    help: ArgumentHelp("Only ties of one kind: \(relations.joined(separator: ", "))."),
    completion: .list(relations))
  package var relation: String?

  @Flag(help: "Only ties between agreements.")
  package var agreements = false

  package init() {}

  package var filters: [NameFilter] { [NameFilter(.thing, [of], of: process)] }

  private static let relations = Tie.Relation.allCases.map(\.rawValue)

  package func validate() throws {
    if let relation, !Self.relations.contains(relation) {
      let hint = nearest(relation, among: Self.relations).map { " Did you mean “\($0)”?" } ?? ""
      throw ValidationError(
        "“\(relation)” is not a kind of tie (\(Self.relations.joined(separator: ", "))).\(hint)")
    }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, links) = try reader.consult(about: process, .rows(LinkRow.self, of: process))
    return context.answer(
      Self.self,
      links.filter { row in
        (relation == nil || row.relation.text == relation)
          && (of == nil || row.subject?.text == of || row.object.text == of)
          && (!agreements
            || row.objectKind == .agreement && (row.subjectKind ?? .agreement) == .agreement)
      },
      [
        Column("what", .strong) { $0.subject?.text ?? context.names.list($0.parties) },
        Column("stands", \.$status), Column("does", \.$relation), Column("to what", \.$object, .strong),
        .date("said on", \.$onText),
      ], whenEmpty: "No such tie is recorded.")
  }
}
