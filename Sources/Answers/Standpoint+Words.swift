package import ReadModels
package import Talks

extension Standpoint {
  /// The members of an answer's JSON that state its standpoint.
  package var members: [(name: String, json: JSONWriter)] {
    func text(_ value: String?) -> JSONWriter { .of { if let value { $0.string(value) } else { $0.null() } } }
    return [
      ("as_of", text(asOf?.description)),
      ("as_known", text(asKnown.map(RFC3339.text(microseconds:)))),
      ("as_recorded", text(asRecorded.map(RFC3339.text(microseconds:)))),
      ("according_to", text(accordingTo)), ("ceiling", text(ceiling?.rawValue)),
    ]
  }

  /// In words, such as “as of 13 February 2007, as known at 2008-06-30T12:00:00Z”.
  package var inWords: String {
    let day = asOf.map { "as of \($0.inWords)" } ?? "as of today"
    return day + (asKnown.map { ", as known at \(RFC3339.text(microseconds: $0))" } ?? "")
      + (asRecorded.map { ", as recorded at \(RFC3339.text(microseconds: $0))" } ?? "")
      + (accordingTo.map { ", according to \($0)" } ?? "")
      + (ceiling.map { ", up to \($0.label)" } ?? "")
  }
}
