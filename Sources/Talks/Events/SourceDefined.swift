/// Defines a source that events cite by its key, or adds to the definition;
/// later values replace earlier ones.
package struct SourceDefined: Introducing {
  package static let name = "source-defined"
  package static let help =
    "Defines a source that events cite by its key, or says more of it; what is said again replaces what was said."
  package static let isDescription = true
  package static let upcasters: [Upcaster] = [
    // 2: a key in any script and case; `dated`.
    .widening
  ]

  package var key = CitationKey.placeholder
  package var kind: SourceKind?
  package var authors: [String] = []
  package var publisher: String?
  package var date: EDTF?
  package var dated: String?
  package var url: String?
  package var archive: String?
  package var accessed: EDTF?
  package var reliability: Reliability?
  package var language: String?
  package var doi: String?
  package var isbn: String?

  package init() {}

  package var introduces: Mention { .source(key) }

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("key", &key, "what events cite it by, such as ucdp; --title says what it is called")
    try v.optional("kind", &kind, "what it is")
    try v.list("authors", &authors, "who wrote it, such as “Sigal, Leon V.”")
    try v.optional("publisher", &publisher, "who published it, or the journal or newspaper that it is in")
    try v.optional("date", &date, "when it was published")
    try v.optional(
      "dated", &dated,
      "when it was published, in its own words where a date does not say it, such as forthcoming")
    try v.optional("url", &url, "where it is")
    try v.optional("archive", &archive, "where a copy is kept")
    try v.optional("accessed", &accessed, "when somebody last looked at it")
    try v.optional("reliability", &reliability, Reliability.help)
    try v.optional("language", &language, "its language, such as ko")
    try v.optional("doi", &doi, "its DOI, such as 10.1000/182")
    try v.optional("isbn", &isbn, "its ISBN")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.works[key, default: Work(key: key)].learn(self, title: entry.event.title)
    state.works[key]?.positions.append(entry.position)
  }

  package func sentence(_ event: Event) -> String { "The source \(key) is defined" }
}
