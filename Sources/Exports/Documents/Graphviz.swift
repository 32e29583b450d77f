import Talks

/// What stems from, answers and replaces what, for Graphviz.
package enum Graphviz: DossierFormat {
  package static let name = "dot"
  package static let help = "The graph of agreements and measures for Graphviz."
  package static let fileExtension = "dot"

  package static func write(_ dossier: Dossier) -> [UInt8] {
    var out = "digraph \(quoted(dossier.header.title)) {\n"
    out += "  graph [rankdir=LR, label=\(quoted(dossier.header.sharing.ceiling.label))];\n"
    out += "  node [fontname=\"sans-serif\"];\n"
    for process in dossier.processes {
      let graph = ThingGraph(process.slug, process.state)
      for node in graph.nodes {
        let shape = node.kind == .agreement ? "box" : "ellipse"
        let status = node.status.map { "\n\($0)" } ?? ""
        out += "  \(quoted(node.id)) [shape=\(shape), label=\(quoted(node.label + status))];\n"
      }
      for edge in graph.edges {
        out += "  \(quoted(edge.from)) -> \(quoted(edge.to)) [label=\(quoted(edge.label))];\n"
      }
    }
    return Array((out + "}\n").utf8)
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
