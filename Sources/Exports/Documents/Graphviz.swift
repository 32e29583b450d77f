import Talks

/// The ties between agreements and measures, as a graph for Graphviz.
package enum Graphviz: DossierFormat {
  package static let name = "dot"
  package static let help = "The graph of agreements, measures and their ties, for Graphviz."
  package static let fileExtension = "dot"

  package static func write(_ dossier: Dossier) -> [UInt8] {
    let graph = ThingGraph(dossier)
    let caption = "\(dossier.header.title)\n\(dossier.header.sharing.ceiling.label)"
    var out = "digraph \(quoted(dossier.header.title)) {\n"
    out += "  graph [rankdir=LR, label=\(quoted(caption))];\n"
    out += "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n"
    for node in graph.nodes {
      let label = node.label + (node.status.map { "\n\($0)" } ?? "")
      out += "  \(quoted(node.id)) [shape=\(shape(node.kind)), label=\(quoted(label))];\n"
    }
    for edge in graph.edges {
      let style = [.breaches, .suspends, .renounces].contains(edge.relation) ? ", style=dashed" : ""
      out +=
        "  \(quoted(edge.from)) -> \(quoted(edge.to)) [label=\(quoted(edge.relation.rawValue))\(style)];\n"
    }
    return Array((out + "}\n").utf8)
  }

  private static func shape(_ kind: ThingGraph.Kind) -> String {
    switch kind {
    case .agreement: "box"
    case .measure: "ellipse"
    case .setback: "octagon"
    case .party: "plaintext"
    case .other: "note"
    }
  }

  /// A string of the DOT language; a backslash begins an escape in labels.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.isLineBreak: out += " "
      default: out += scalar.harmless
      }
    }
    return out + "\""
  }
}
