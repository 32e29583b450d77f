package import Talks

/// Events that are told in several ways: one row an account, what was recorded first among them.
package enum AccountProjection: Projection {
  package static let name = "account"
  package static let key = ["event", "account"]
  /// Of the events that the other rows of an answer rest on.
  package static let types: [any EventType.Type]? = []
  package static let columns: [Column] = [
    .integer("event"),
    .text("headline"),
    .integer("account"),
    .texts("according_to"),
    .texts("says"),
    .truth("denied"),
    .truth("preferred"),
    .truth("open"),
    .text("because"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.corrections.disputes.values.filter { $0.recorded != nil }.sorted { $0.position < $1.position }
      .flatMap { dispute -> [[Cited]] in
        let resolution = dispute.resolution?.dating.provenance ?? []
        func row(_ at: Int64, _ by: [String], _ says: [Change], denied: Bool, because: String?) -> [Cited] {
          let own = Provenance(at)
          return [
            .position(dispute.position), .text(dispute.recorded?.headline, Provenance(dispute.position)),
            .position(at), .texts(by, own),
            .texts(says.map(\.typed), own), Cited(.boolean(denied), own),
            Cited(
              .boolean(at == (dispute.preferred?.entry.position ?? dispute.position)), own.union(resolution)),
            Cited(.boolean(dispute.isOpen), own.union(resolution)), .text(because, own),
          ]
        }
        let recorded = row(
          dispute.position, dispute.recorded?.sources.flatMap(\.names) ?? [], dispute.contested,
          denied: false,
          because: nil)
        return [recorded]
          + dispute.accounts.map { account in
            row(
              account.entry.position,
              account.names,
              account.says, denied: account.isDenied,
              because: account.because)
          }
      }
  }
}
