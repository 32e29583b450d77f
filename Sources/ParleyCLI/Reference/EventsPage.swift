import Talks

/// Every event type with its fields.
enum EventsPage {
  static var text: String {
    var lines = [
      "# Events", "",
      "An event says what happened, and when. `parley log TYPE PROCESS` records one; in a journal each is a line",
      "of JSON with `process` and `type` beside its fields, for which [events.schema.json](events.schema.json) is",
      "the JSON Schema. A journal line may also have `id` (a UUID), `known` (when the desk learned it, such as",
      "`2020-05-01T12:00:00Z`) and `by` (who recorded it).", "",
      "The fields of a type are its form, which has a version. Where it is not 1, an event says so with `form`",
      "beside its fields, in a journal as in the body that the log keeps; one without is read as of version 1.",
      "",
      "On the command line a list is an option given several times; `--source` is short for `--sources`.", "",
      "## Fields of every event", "",
    ]
    lines += table(Event.commonFields)
    for group in Catalogue.groups {
      lines += ["", "## \(group.title)"]
      for type in group.types {
        lines += ["", "### \(type.name)", "", type.help]
        let version = type.version
        if version > 1 { lines += ["", "Version \(version) of its form: write `form` as \(version)."] }
        if !type.fields.isEmpty { lines += [""] + table(type.fields) }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ fields: [FieldDescription]) -> [String] {
    ["| field | holds | |", "|---|---|---|"]
      + fields.map { field in
        let need =
          switch field.need {
          case .required: "; required"
          case .optional: ""
          case .list: "; a list"
          }
        return ReferencePages.row("`\(field.name)`", holds(field.kind) + need, field.help)
      }
  }

  private static func holds(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "text"
    case .number: "whole number"
    case .bool: "yes or no"
    case .date: "date (EDTF)"
    case .party: "party id"
    case .slug: "slug"
    case .citationKey: "key of a source"
    case .reference(let thing):
      "reference to \(thing?.withArticle ?? "a thing")"
    case .place: "place"
    case .source: "source"
    case .event: "event id"
    case .change: "`field=value`"
    case .origin: "`table#row`"
    case .clause: "clause"
    case .period: "period, such as `3 months` or `P3M`"
    case .quantity: "amount and unit"
    case .oneOf(_, let words): words.map { "`\($0)`" }.joined(separator: ", ")
    }
  }
}
