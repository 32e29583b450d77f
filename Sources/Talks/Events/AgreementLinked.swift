/// The ties of an agreement to the texts that it implements or reaffirms;
/// a later event replaces earlier ties.
package struct AgreementLinked: EventType {
  package static let name = "agreement-linked"
  package static let help =
    "Ties an agreement to the texts that it carries out or confirms; said again, it replaces the ties said before."
  package static let isDescription = true

  package var agreement = Subject.new(nil)
  package var implements: [Link<AnAgreement>] = []
  package var reaffirms: [Link<AnAgreement>] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.list("implements", &implements, "the agreements that it carries out")
    try v.list("reaffirms", &reaffirms, "the agreements that it confirms")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) {
      $0.$title.keep(entry.event.title, entry)
      $0.$implements.become(implements.map(\.reference), entry)
      $0.$reaffirms.become(reaffirms.map(\.reference), entry)
    }
  }

  package func sentence(_ event: Event) -> String {
    let ties =
      implements.map { "carries out \($0)" } + reaffirms.map { "confirms \($0)" }
    return "\(agreement.words) \(ties.isEmpty ? "is tied to no other text" : ties.joined(separator: ", "))"
  }
}
