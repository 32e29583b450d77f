import EventSourcing
import ReadModels
import Talks
import Web

/// Rows of a projection as an HTML table in which every cell leads to its reasons.
struct HTMLTable {
  let visit: Visit
  let caption: HTML
  let projection: any Tabular.Type
  let table: Table
  let rows: [Int]
  let shown: [Shown]
  let names: PartyNames
  let disputes: Disputes
  /// Whether each row says of which process it is.
  var namesProcess = false
  /// Whether texts mark what is disputed themselves.
  var isMarked = false

  var html: HTML {
    let titles = (namesProcess ? ["process"] : []) + shown.map(heading)
    let headings = titles.map { title -> HTML in "<th scope=\"col\">\(title)</th>" }
    return """
      <div class="wide" role="group" tabindex="0">
      <table>
      <caption>\(caption)</caption>
      <thead>
      <tr>\(headings)</tr>
      </thead>
      <tbody>
      \(rows.map(line))</tbody>
      </table>
      </div>
      """
  }

  private func heading(_ shown: Shown) -> String {
    shown.title.isEmpty
      ? shown.column.map { $0.split(separator: "_").joined(separator: " ") } ?? "" : shown.title
  }

  private func line(_ row: Int) -> HTML {
    var cells = shown.enumerated().map { index, shown -> HTML in
      var text: HTML = "\(shown.text(table, row, names))"
      if index == 0, !isMarked { text += "\(disputes.mark(table.rows[row]))" }
      guard let reasons = reasons(for: shown, of: table.rows[row]), !text.text.isEmpty else { return text }
      return "<a href=\"\(reasons)\">\(text)</a>"
    }
    // What the row is about: that which stands out in a terminal, or else comes first.
    var subject =
      shown.indices.first { shown[$0].style == .bold && !cells[$0].text.isEmpty }
      ?? cells.firstIndex { !$0.text.isEmpty }
    if namesProcess {
      let process = table.rows[row].process
      cells.insert("<a href=\"\(visit.link(process))\">\(process)</a>", at: 0)
      subject = 0
    }
    let marked = cells.enumerated().map { index, cell -> HTML in
      index == subject
        ? "<th scope=\"row\" dir=\"auto\">\(cell)</th>" : "<td dir=\"auto\">\(cell)</td>"
    }
    return "<tr>\(marked)</tr>\n"
  }

  /// The event that makes a cell, or where several are told of.
  private func reasons(for shown: Shown, of row: TableRow) -> Address? {
    let index = shown.column.flatMap { name in table.columns.firstIndex { $0.name == name } }
    if let index, table.columns[index].name == "event", let event = row.cells[index].integer {
      return visit.link("events", String(event))
    }
    let events = index.map { row.basis[$0] } ?? row.events
    if let only = events.only { return visit.link("events", String(only)) }
    guard !events.isEmpty else { return nil }
    if projection.key.isEmpty {
      return index.map { visit.link(row.process, "why", table.columns[$0].name) }
    }
    guard projection != TimelineProjection.self else {
      return row.cells[0].integer.map { visit.link("events", String($0)) }
    }
    guard row.cells[0] != .null else { return nil }
    // What an answer adds to a table has no reasons of its own.
    let own = index.map { table.columns[$0] }.flatMap { projection.columns.contains($0) ? $0.name : nil }
    let column = own.map { ".\($0)" } ?? ""
    return visit.link(row.process, "why", projection.name, row.cells[0].plain + column)
  }
}

extension Disputes {
  /// What the mark in some rows means, with links to the accounts; empty where none has it.
  func legend(_ rows: [TableRow], _ visit: Visit) -> HTML {
    let events = Set(rows.flatMap(events)).sorted()
    if events.isEmpty { return "" }
    let links = events.map { event -> HTML in
      " <a href=\"\(visit.link("events", String(event)))\">event \(event)</a>"
    }
    return "<p>‡ Accounts differ:\(links).</p>"
  }
}

/// A list of events as reasons, with their sources.
func htmlList(_ events: [HTML]) -> HTML { "<ul class=\"events\">\n\(events)</ul>" }

extension Visit {
  /// Links to events by their positions.
  func links(to events: [Int64]) -> [HTML] {
    events.map { event in "<a href=\"\(link("events", String(event)))\">\(event)</a> " }
  }

  /// An event as a reason: what it says, who recorded it and when, and on what it rests.
  func item(_ event: RecordedEvent<Event>) -> HTML {
    let sources = event.body.sources.map { source -> HTML in "<li dir=\"auto\">\(citation(source))</li>\n" }
    let list: HTML = sources.isEmpty ? "" : "\n<ul class=\"sources\">\n\(sources)</ul>\n"
    return
      "<li><a dir=\"auto\" href=\"\(link("events", String(event.position)))\">\(Told(event).line)</a>\(list)</li>\n"
  }

  func citation(_ source: Source) -> HTML {
    let name = source.title ?? source.key.map { "@\($0)" } ?? source.url ?? ""
    let authors = source.authors.joined(separator: "; ")
    let details = [
      source.publisher, source.date.map(inWords), source.page.map { "p. \($0)" },
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

  /// An address that a browser may be led to; none that it would run.
  private func address(_ text: String) -> String? {
    let scheme = text.prefix(8).lowercased()
    return scheme.hasPrefix("https://") || scheme.hasPrefix("http://") ? text : nil
  }
}
