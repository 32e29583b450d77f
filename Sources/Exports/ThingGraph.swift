import Talks

/// Agreements, measures and their ties, over several processes.
struct ThingGraph {
  struct Node {
    /// `process/slug`, or `party/id`.
    let id: String
    let kind: Kind
    let label: String
    let status: String?
  }

  enum Kind { case agreement, measure, setback, other, party }

  struct Edge {
    let from: String
    let to: String
    let relation: Tie.Relation
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  /// The parties that have a node.
  private var listed: Set<String> = []

  init(_ dossier: Dossier) {
    for process in dossier.processes { add(process, dossier.header) }
    // Things of processes outside the document appear by name only.
    var known = Set(nodes.map(\.id))
    for end in edges.flatMap({ [$0.from, $0.to] }) where known.insert(end).inserted {
      nodes.append(Node(id: end, kind: .other, label: end, status: nil))
    }
  }

  private mutating func add(_ process: Dossier.Process, _ header: ExportHeader) {
    let state = process.state
    func id(_ reference: Reference) -> String {
      "\(reference.process?.text ?? process.slug)/\(reference.slug)"
    }
    let ties = state.ties
    for (slug, agreement) in state.agreements.all {
      nodes.append(
        Node(
          id: id(Reference(slug)), kind: .agreement, label: agreement.title ?? slug.text,
          status: agreement.status?.rawValue))
    }
    for (slug, measure) in state.measures.all {
      nodes.append(
        Node(
          id: id(Reference(slug)), kind: .measure, label: measure.title ?? slug.text,
          status: measure.status?.rawValue))
    }
    let tied = Set(ties.flatMap { [$0.subject?.slug, $0.object.slug] })
    for (slug, setback) in state.setbacks.all where tied.contains(slug) {
      nodes.append(
        Node(id: id(Reference(slug)), kind: .setback, label: setback.title ?? slug.text, status: nil))
    }
    for tie in ties {
      if let subject = tie.subject {
        edges.append(Edge(from: id(subject), to: id(tie.object), relation: tie.relation))
        continue
      }
      for party in tie.parties {
        let own = "party/\(party)"
        if listed.insert(own).inserted {
          nodes.append(Node(id: own, kind: .party, label: header.name(party), status: nil))
        }
        edges.append(Edge(from: own, to: id(tie.object), relation: tie.relation))
      }
    }
  }
}
