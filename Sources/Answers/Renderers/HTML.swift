internal import EventSourcing
internal import Talks
package import Web

/// Makes page addresses that keep the standpoint of the current page.
package protocol PageLinks {
  func link(_ path: [String]) -> Address
}

extension PageLinks {
  package func link(_ path: String...) -> Address { link(path) }

  /// Links to events by their positions.
  package func links(to events: [Int64]) -> [HTML] {
    events.map { event in "<a href=\"\(link("events", String(event)))\">\(event)</a> " }
  }

  /// The address of the page with the reasons for a value.
  package func link(to reason: Reason) -> Address {
    switch reason {
    case .event(let event): link("events", String(event))
    case .field(let field, let process): link(process, "why", field)
    case .row(let table, let label, let field, let process):
      link(process, "why", table, field.map { "\(label).\($0)" } ?? label)
    }
  }
}

extension PageLinks {
  /// An event as a reason: its content, recorder, time of recording, and sources.
  func item(_ event: RecordedEvent<Event>) -> HTML {
    let sources = event.body.sources.map { source -> HTML in "<li dir=\"auto\">\(citation(source))</li>\n" }
    let list: HTML = sources.isEmpty ? "" : "\n<ul class=\"sources\">\n\(sources)</ul>\n"
    return
      "<li><a dir=\"auto\" href=\"\(link("events", String(event.position)))\">\(EventCitation(event).line)</a>\(list)</li>\n"
  }

  func citation(_ source: Source) -> HTML {
    let name = source.title ?? source.key?.cited ?? source.url ?? ""
    let authors = source.authors.joined(separator: "; ")
    let details = [
      source.publisher, source.date.map(dateInWords), source.page.map { "p. \($0)" },
      source.grade.map { "[\($0)]" },
    ].compactMap(\.self).map { ", \($0)" }.joined()
    let copy = source.archive.flatMap(address).map { url -> HTML in
      " (<a rel=\"noreferrer\" href=\"\(url)\">archived copy</a>)"
    }
    let quote = source.quote.map { text -> HTML in "<br><q>\(text)</q>" }
    let title: HTML =
      if let url = source.url.flatMap(address) {
        "<a rel=\"noreferrer\" href=\"\(url)\">\(name)</a>"
      } else {
        "\(name)"
      }
    return "\(authors.isEmpty ? "" : "\(authors), ")\(title)\(details)\(copy ?? "")\(quote ?? "")"
  }

  /// The address if a browser may follow it as a link; nil for one that it would execute.
  private func address(_ text: String) -> String? {
    let scheme = text.prefix(8).lowercased()
    return scheme.hasPrefix("https://") || scheme.hasPrefix("http://") ? text : nil
  }
}

/// A list of events as reasons, with their sources.
func htmlList(_ events: [HTML]) -> HTML { "<ul class=\"events\">\n\(events)</ul>" }

extension Answer {
  /// The answer as the content of a page, with a link from every value to its reasons.
  package func html(_ links: any PageLinks) -> HTML {
    let paragraphs = Self.paragraphs(lead)
    let lists = premises.filter { !$0.values.isEmpty }.map { fact -> HTML in
      let items = fact.values.map { value -> HTML in "<li dir=\"auto\">\(value)</li>\n" }
      return "<h2>\(fact.label)</h2>\n<ul>\n\(items)</ul>\n"
    }
    var tables: [HTML] = []
    for section in sections {
      if let html = section.html(links) {
        tables.append(html)
        continue
      }
      if section.headings.isEmpty { continue }
      guard let title = section.title else {
        let remarks = Self.paragraphs(section.remarks)
        if section.lines.isEmpty, let none = section.whenEmpty {
          let words: HTML = "<p>\(none)</p>\n"
          return "\(words)\(remarks)\(Self.paragraphs(limits))"
        }
        tables.append("\(table(section, caption: capitalized(standpoint.inWords), links))\n\(remarks)")
        continue
      }
      if !section.lines.isEmpty {
        tables.append("\(table(section, caption: title, links))\n")
      } else if let none = section.whenEmpty {
        tables.append("<h2>\(title)</h2>\n<p>\(none)</p>\n")
      }
    }
    let terms = facts.map { fact -> HTML in
      "<dt>\(fact.label)</dt>\n<dd dir=\"auto\">\(fact.values.joined(separator: "; "))</dd>\n"
    }
    let list: HTML = terms.isEmpty ? "" : "<dl>\n\(terms)</dl>\n"
    let lines = Self.paragraphs(closing)
    return "\(paragraphs)\(lists)\(tables)\(list)\(lines)\(legend(links))"
  }

  private static func paragraphs(_ lines: [String]) -> [HTML] {
    lines.map { line -> HTML in line.isEmpty ? "" : "<p dir=\"auto\">\(line)</p>\n" }
  }

  /// The explanation of the sign of disputed rows, with links to the accounts; empty where none has it.
  private func legend(_ links: any PageLinks) -> HTML {
    let events = disputed
    if events.isEmpty { return "" }
    let list = events.map { event -> HTML in
      " <a href=\"\(links.link("events", String(event)))\">event \(event)</a>"
    }
    return "<p>‡ Accounts differ:\(list).</p>"
  }

  private func table(_ section: any AnswerSection, caption: String, _ links: any PageLinks) -> HTML {
    // A section of an answer about all processes names the process of each row.
    let namesProcess = process == nil && namesProcesses && section.title == nil
    let titles =
      (namesProcess ? ["process"] : []) + section.headings.map { $0.title.isEmpty ? $0.name : $0.title }
    let headings = titles.map { title -> HTML in "<th scope=\"col\">\(title)</th>" }
    let strong = section.headings.indices.filter { section.headings[$0].emphasis == .strong }
    let rows = section.lines.map { line -> HTML in
      var cells = line.cells.enumerated().map { index, cell -> HTML in
        var text: HTML = "\(cell.text)"
        if index == section.signed, !disputes.events(among: line.events).isEmpty { text += " ‡" }
        guard let reason = cell.reason, !text.text.isEmpty else { return text }
        return "<a href=\"\(links.link(to: reason))\">\(text)</a>"
      }
      // The subject of the row: the cell emphasised in a terminal, or else the first.
      var subject =
        strong.first { !cells[$0].text.isEmpty } ?? cells.firstIndex { !$0.text.isEmpty }
      if namesProcess, let process = line.process {
        cells.insert("<a href=\"\(links.link(process))\">\(process)</a>", at: 0)
        subject = 0
      }
      let marked = cells.enumerated().map { index, cell -> HTML in
        index == subject
          ? "<th scope=\"row\" dir=\"auto\">\(cell)</th>" : "<td dir=\"auto\">\(cell)</td>"
      }
      return "<tr>\(marked)</tr>\n"
    }
    return """
      <div class="wide" role="group" tabindex="0">
      <table>
      <caption>\(caption)</caption>
      <thead>
      <tr>\(headings)</tr>
      </thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>
      """
  }
}

package func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
