import Talks

/// The ties between agreements and measures, as a graph for Mermaid.
package enum Mermaid: DossierFormat {
  package static let name = "mermaid"
  package static let help = "The same graph for Mermaid, which many wikis and forges draw."
  package static let fileExtension = "mmd"

  package static func write(_ dossier: Dossier) -> [UInt8] {
    let graph = ThingGraph(dossier)
    let numbers = Dictionary(uniqueKeysWithValues: zip(graph.nodes.map(\.id), graph.nodes.indices))
    var out = "flowchart LR\n"
    out += "  %% \(line(dossier.header.title)) \(dossier.header.sharing.ceiling.label)\n"
    for (index, node) in graph.nodes.enumerated() {
      let (open, close) = brackets(node.kind)
      let status = node.status.map { "<br/>\($0)" } ?? ""
      out += "  n\(index)\(open)\"\(quoted(node.label))\(status)\"\(close)\n"
    }
    for edge in graph.edges {
      guard let from = numbers[edge.from], let to = numbers[edge.to] else { continue }
      let arrow = [.breaches, .suspends, .renounces].contains(edge.relation) ? "-.->" : "-->"
      out += "  n\(from) \(arrow)|\(edge.relation.rawValue)| n\(to)\n"
    }
    return Array(out.utf8)
  }

  private static func brackets(_ kind: ThingGraph.Kind) -> (String, String) {
    switch kind {
    case .agreement: ("[", "]")
    case .measure: ("([", "])")
    case .setback: ("{{", "}}")
    case .party, .other: ("[/", "/]")
    }
  }

  /// Text for use within quotation marks; characters with a meaning there, in HTML or in Markdown become
  /// numeric entities.
  private static func quoted(_ text: String) -> String {
    var out = ""
    for scalar in line(text).unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", " ", ",", ".", ":", "-", "(", ")", "/", "’", "–":
        out.unicodeScalars.append(scalar)
      case _ where scalar.value > 0x7F: out.unicodeScalars.append(scalar)
      default: out += "#\(scalar.value);"
      }
    }
    return out
  }

  private static func line(_ text: String) -> String {
    text.unicodeScalars.map { $0.isLineBreak ? " " : $0.harmless }.joined()
  }
}
