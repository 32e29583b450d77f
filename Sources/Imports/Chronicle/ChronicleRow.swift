import Talks

/// One row of a chronicle, read but not yet understood.
struct ChronicleRow {
  let date: EDTF
  private(set) var process = Slug.placeholder
  /// Its word for a type of event.
  private(set) var type = ""
  private(set) var title = ""
  private(set) var summary: String?
  private(set) var parties: [PartyID] = []
  /// The parties as their column has them.
  private(set) var written: [PartyID: String] = [:]
  private(set) var location: Place?
  private(set) var format: String?
  private(set) var track: Slug?
  private(set) var round: Int?
  private(set) var sources: [Source] = []
  private(set) var verified: Bool?
  /// Found by ``findWords()``, which a row needs that is compared with others.
  private(set) var wording = Wording()

  private static let fields = [
    "date", "process", "type", "title", "summary", "parties", "location", "format", "track", "round",
    "sources", "verified",
  ]

  init(_ tape: JSONTape) throws(Malformed) {
    var reader = try FieldReader(tape, JSONTape.root)
    var date: EDTF?
    var process = LooseSlug.placeholder
    var parties: [LooseSlug] = []
    var track: LooseSlug?
    try reader.optional("date", &date, "")
    try reader.required("process", &process, "")
    try reader.required("type", &type, "")
    try reader.required("title", &title, "")
    try reader.optional("summary", &summary, "")
    try reader.list("parties", &parties, "")
    try reader.optional("location", &location, "")
    try reader.optional("format", &format, "")
    try reader.optional("track", &track, "")
    try reader.optional("round", &round, "")
    try reader.list("sources", &sources, "")
    try reader.optional("verified", &verified, "")
    try reader.finish(known: Self.fields)
    if title.utf8.count > InputLimits.title.value {
      throw Malformed(
        "The title is longer than \(InputLimits.title.value) bytes; put long texts into the summary.",
        field: "title",
        column: 1)
    }
    if parties.count > InputLimits.parties.value {
      throw Malformed(
        "This row lists \(parties.count) parties, and one may list \(InputLimits.parties.value); name the group instead.",
        field: "parties", column: 1)
    }
    guard let date else { throw Malformed("The field “date” is missing.", field: "date", column: 1) }
    self.date = date
    self.process = process.slug
    self.track = track?.slug
    for loose in parties {
      let party = PartyID(loose.slug)
      if written.updateValue(loose.written, forKey: party) == nil { self.parties.append(party) }
    }
  }

  mutating func findWords() { wording = Wording(title: title, summary: summary, parties: parties) }
}

/// A slug as spreadsheets write it: `Sinn_Féin` and `Peace regime` differ from theirs in case, gaps and marks alone.
struct LooseSlug: FieldValue {
  let slug: Slug
  let written: String

  static var kind: FieldKind { .slug }
  static var placeholder: LooseSlug { LooseSlug(slug: .placeholder, written: "") }
  var typed: String { slug.text }

  private init(slug: Slug, written: String) { (self.slug, self.written) = (slug, written) }

  init(typed text: String) throws(Malformed) {
    written = text
    let mended = Latin.plain(text).utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: " "), UInt8(ascii: "_"): UInt8(ascii: "-")
      default: byte
      }
    }
    guard let slug = Slug(String(decoding: mended, as: UTF8.self)) else {
      // Throws an error that explains the form of a slug.
      self.slug = try Slug(typed: text)
      return
    }
    self.slug = slug
  }
}
