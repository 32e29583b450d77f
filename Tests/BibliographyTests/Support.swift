import Bibliography
import Foundation
import Talks
import TestSupport
import Testing

/// A work with something in every field.
func fullWork(_ key: String = "sigal-1998") throws -> Work {
  var work = Work(key: try #require(CitationKey(key)))
  work.title = "Disarming Strangers: Nuclear Diplomacy with North Korea"
  work.authors = ["Sigal, Leon V.", "van der Berg, Émile", "United Nations", "Kim, 정일"]
  work.kind = .articleNewspaper
  work.publisher = "Princeton & Sons"
  work.date = try EDTF("1998-08-03")
  work.url = "https://example.org/a_b?c=%20&d=~e#f"
  work.archive = "https://archive.example/2020/https://example.org/"
  work.accessed = try EDTF("2020-05-01")
  work.reliability = .usual
  work.language = "en"
  work.doi = "10.1000/182_(a)<b>"
  work.isbn = "0-691-01006-2"
  return work
}

/// Texts that would act on TeX, on BibTeX or on JSON.
let hostile = [
  #"\input{/etc/passwd}"#, #"\write18{rm -rf /}"#, #"} } @book{x, title={y}"#, "{", "}", "{{", #"\"#, #"\\"#,
  #"\{"#,
  "100% of it", "# hash", "$x$", "_a_ ^b^", "~", "& and &", "a -- b --- c ---- d", "``quoted''", "'''", "\"",
  "\" # jan",
  "@string{a = b}", "%", "\t tab \r\n line", "\u{1B}[31m", "𝕊𝕚𝕩 🇰🇵 한반도", "مفاوضات", "e\u{301}", "and",
  "a and b", ", ,",
  #"\textbackslash{}"#, #"\"{u}"#, "null", "[]", "</script>",
  String(repeating: "long {title} ", count: 8_000),
]

/// What a script prints that is given a file.
func python(_ script: String, _ bytes: [UInt8]) throws -> String {
  let file = try ScratchFile(bytes)
  let outcome = try withExtendedLifetime(file) {
    try Program(conninfo: "").shell(
      "\(PythonPackages.python) - \(file.path) <<'END'\nimport json, sys\n\(script)\nEND")
  }
  if outcome.status != 0 { Issue.record("\(outcome.complaint.suffix(500))") }
  return outcome.output
}

/// Why a file cannot be read, and where.
func complaint(_ format: any BibliographyFormat.Type, _ text: String) -> String? {
  do {
    _ = try format.read(Array(text.utf8))
    return nil
  } catch { return "\(error.column ?? 0): \(error.reason)" }
}
