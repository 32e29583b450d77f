extension Exchange {
  /// The measures that one side carried out while the other has given nothing.
  package var unanswered: [Slug] {
    let givers = sides.filter { $0.hasGiven != .no }
    return givers.count == 1 ? givers[0].gifts.map(\.slug) : []
  }
}

/// The ties between measures of different processes.
package struct OutsideTies: Sendable {
  /// A measure given in return for one of another process.
  package struct Tie: Hashable, Sendable {
    /// Both with their processes.
    package let answer: Reference
    package let answered: Reference
    /// The events that say so.
    package let provenance: Provenance

    /// The tie in the notation of one of its processes, such as `oil answers us-dprk/freeze`.
    package func inWords(of process: String) -> String {
      func name(_ measure: Reference) -> String {
        measure.process?.text == process ? measure.slug.text : measure.description
      }
      return "\(name(answer)) answers \(name(answered))"
    }
  }

  private var ties: [Reference: [Tie]] = [:]

  /// - Parameter ties: each with the process that records it; ties other than those between measures of two
  ///   processes are ignored.
  package init(_ ties: some Sequence<(process: String, it: Talks.Tie)>) {
    for (process, it) in ties {
      guard it.relation == .answers, let subject = it.subject, subject.process == nil,
        let own = Slug(process), let other = it.object.process, other != own
      else { continue }
      let tie = Tie(answer: Reference(subject.slug, in: own), answered: it.object, provenance: it.provenance)
      self.ties[tie.answer, default: []].append(tie)
      self.ties[tie.answered, default: []].append(tie)
    }
  }

  /// The ties of one measure.
  package func of(_ measure: Slug, in process: String) -> [Tie] {
    Slug(process).flatMap { ties[Reference(measure, in: $0)] } ?? []
  }

  /// The measures without a tie to another process.
  package func unanswered(_ measures: [Slug], in process: String) -> [Slug] {
    measures.filter { of($0, in: process).isEmpty }
  }
}
