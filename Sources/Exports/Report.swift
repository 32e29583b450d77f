/// A short document to be read: headings, sentences, lists and tables, in Markdown or in HTML.
package struct Report {
  package enum Block {
    case heading(String)
    case paragraph(String)
    case list([String])
    /// Rows of as many cells as there are headings.
    case table([String], [[String]])
  }

  package let title: String
  /// With whom it may be shared, such as `TLP:GREEN`.
  package let label: String
  package var blocks: [Block] = []

  package init(title: String, label: String) {
    self.title = title
    self.label = label
  }

  package var markdown: String {
    var out = "# \(Exports.markdown(title))\n\n\(label)\n"
    for block in blocks {
      out += "\n"
      switch block {
      case .heading(let text): out += "## \(Exports.markdown(text))\n"
      case .paragraph(let text): out += "\(Exports.markdown(text))\n"
      case .list(let items): for item in items { out += "- \(Exports.markdown(item))\n" }
      case .table(let headings, let rows):
        out += Self.line(headings.map(Exports.markdown)) + Self.line(headings.map { _ in "---" })
        for row in rows { out += Self.line(row.map(Exports.markdown)) }
      }
    }
    return out
  }

  private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  private static let style = """

    :root { color-scheme: light dark }
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
    h1 { font-size: 1.6rem; line-height: 1.2; margin-bottom: .25rem }
    h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem }
    .label { font-weight: bold; letter-spacing: .02em }
    table { border-collapse: collapse; width: 100%; font-size: .9rem }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8888 }
    @media print { body { font-size: 9.5pt; margin: 0; max-width: none } h2 { break-after: avoid } tr { break-inside: avoid } }

    """

  /// One file that needs nothing else and runs no script.
  package var html: String {
    var out = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(inlineSource(Self.style))'; base-uri 'none'; form-action 'none'">
      <title>\(title.markup)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(title.markup)</h1>
      <p class="label">\(label.markup)</p>

      """
    for block in blocks {
      switch block {
      case .heading(let text): out += "<h2>\(text.markup)</h2>\n"
      case .paragraph(let text): out += "<p>\(text.markup)</p>\n"
      case .list(let items):
        out += "<ul>\n\(items.map { "<li>\($0.markup)</li>\n" }.joined())</ul>\n"
      case .table(let headings, let rows):
        out += "<table>\n<thead><tr>"
        out += headings.map { "<th scope=\"col\">\($0.markup)</th>" }.joined()
        out += "</tr></thead>\n<tbody>\n"
        for row in rows { out += "<tr>\(row.map { "<td>\($0.markup)</td>" }.joined())</tr>\n" }
        out += "</tbody>\n</table>\n"
      }
    }
    return out + "</main>\n</body>\n</html>\n"
  }
}
