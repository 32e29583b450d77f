import Answers
import ArgumentParser
import EventStore
import ReadModels
import Talks
import Web

/// A page: the frame around the content.
struct Page {
  let visit: Visit
  let title: String
  /// The process that it is about.
  var process: (slug: String, title: String)?
  /// The standpoint of its answer; nil for a page without one.
  var standpoint: Standpoint?
  /// The command with the options that it accepts.
  var question: (any ParsableCommand.Type)?
  /// The highest marking that can be requested.
  var highest = Marking.red
  /// The position up to which the record was read; nil where later events make no difference.
  var head: Int64?
  /// Where the database is a standby, what it has.
  var standing: Standing?
  let content: HTML

  var html: HTML {
    let names = [title, process?.title, "Parley"].compactMap(\.self)
    let name = names.indices.filter { $0 == 0 || names[$0] != names[$0 - 1] }.map { names[$0] }
      .joined(separator: " · ")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(name)</title>
      <link rel="stylesheet" href="/parley.css">
      <script src="/parley.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <p><a href="\(visit.link())">The record</a>\(marking)</p>
      \(navigation)
      </header>
      <main id="content">
      <h1 dir="auto">\(title)</h1>
      \(standpoint.map(form) ?? "")
      \(content)
      </main>
      <footer>
      \(live)
      <p>\(reach)\(behind)<a href="\(visit.asJSON)">As JSON</a></p>
      </footer>
      </body>
      </html>

      """
  }

  private var marking: HTML {
    guard let ceiling = standpoint?.ceiling else { return "" }
    return " <strong class=\"tlp\">\(ceiling.label)</strong>"
  }

  private var navigation: HTML {
    guard let process else { return "" }
    let pages = ServedPages.names.map { name in (path: [process.slug, name], title: asHeading(name)) }
    let links = [(path: [process.slug], title: "Standing")] + pages
    let items = links.map { path, title -> HTML in
      let current: HTML = path == visit.path ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(visit.link(path))\"\(current)>\(title)</a></li>\n"
    }
    return """
      <nav aria-label="Answers">
      <p dir="auto"><strong>\(process.title)</strong></p>
      <ul>
      \(items)</ul>
      </nav>
      """
  }

  // MARK: The standpoint

  private func form(_ standpoint: Standpoint) -> HTML {
    let own = question.map(Parameter.all) ?? Parameter.standpoint
    let filters = own.filter { one in !Parameter.standpoint.contains { $0.name == one.name } }
    let isSet = own.contains { visit.value(of: $0) ?? "" != "" }
    let rows: HTML =
      filters.isEmpty
      ? "" : "<fieldset>\n<legend>Which rows</legend>\n\(filters.map(field))</fieldset>\n"
    return """
      <details class="standpoint"\(isSet ? " open" : "")>
      <summary>\(capitalized(standpoint.inWords))</summary>
      <form method="get" action="\(Address(visit.path))">
      <fieldset>
      <legend>From where to answer</legend>
      \(Parameter.standpoint.map(field))</fieldset>
      \(rows)<p><button>Answer</button> <a href="\(Address(visit.path))">Answer as of today</a></p>
      </form>
      </details>
      """
  }

  private func field(_ parameter: Parameter) -> HTML {
    let name = parameter.name
    let value = visit.value(of: parameter) ?? ""
    let label: HTML = "<label for=\"\(name)\">\(asHeading(name))</label>"
    let described: HTML = "id=\"\(name)\" name=\"\(name)\" aria-describedby=\"\(name)-help\""
    let help: HTML = "<small id=\"\(name)-help\">\(parameter.help)</small>"
    let input: HTML =
      if parameter.isFlag {
        "<input type=\"checkbox\" \(described) value=\"on\"\(value == "on" ? " checked" : "")>"
      } else if name == "ceiling" {
        "<select \(described)>\n<option value=\"\">as high as may be</option>\n\(markings(value))</select>"
      } else {
        "<input type=\"\(name == "as-of" ? "date" : "text")\" \(described) value=\"\(value)\">"
      }
    return "<p>\(label) \(input) \(help)</p>\n"
  }

  private func markings(_ chosen: String) -> [HTML] {
    Marking.allCases.filter { $0 <= highest }.map { marking in
      let word = marking.rawValue
      return "<option\(word == chosen.uppercased() ? " selected" : "")>\(word)</option>\n"
    }
  }

  // MARK: The record

  private var live: HTML {
    guard let head else { return "" }
    var query = visit.standpoint.filter { $0.name == "ceiling" } + [("after", String(head))]
    if let process { query.append(("of", process.slug)) }
    return "<p id=\"live\" role=\"status\" data-events=\"\(Address(["parley.events"], query: query))\"></p>"
  }

  private var behind: HTML { standing.map { "\($0.description) " } ?? "" }

  private var reach: HTML { head.map { "From the record up to event \($0). " } ?? "" }
}

/// A name as it is typed, as a heading: `as-known` becomes `As known`.
func asHeading(_ name: String) -> String {
  capitalized(name.map { $0 == "-" || $0 == "_" ? " " : String($0) }.joined())
}
