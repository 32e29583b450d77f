import Talks

/// The agreements and measures of a process, and how they hang together.
struct ThingGraph {
  struct Node {
    let id: String
    let kind: ThingKind
    let label: String
    let status: String?
  }

  struct Edge {
    let from: String
    let to: String
    let label: String
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  /// - Parameter process: its slug, which is part of every id, so that several processes make one graph.
  init(_ process: String, _ state: ProcessState) {
    func id(_ reference: Reference) -> String { "\(reference.process?.text ?? process)/\(reference.slug)" }
    for (slug, agreement) in state.agreements.all {
      let own = "\(process)/\(slug)"
      nodes.append(
        Node(
          id: own, kind: .agreement, label: agreement.title ?? slug.text, status: agreement.status?.rawValue))
      if let later = agreement.supersededBy {
        edges.append(Edge(from: id(later), to: own, label: "supersedes"))
      }
    }
    for (slug, measure) in state.measures.all {
      let own = "\(process)/\(slug)"
      nodes.append(
        Node(id: own, kind: .measure, label: measure.title ?? slug.text, status: measure.status?.rawValue))
      if let text = measure.under { edges.append(Edge(from: own, to: id(text), label: "under")) }
      for other in measure.inReturnFor {
        edges.append(Edge(from: own, to: id(other), label: "in return for"))
      }
    }
  }
}
