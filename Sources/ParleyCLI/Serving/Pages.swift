import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks
import Web

/// What there is to see of a process.
enum ServedPages {
  static let names = ServedAnswers.all.map { $0.answerName } + ["check"] + (picture == nil ? [] : ["picture"])

  /// A whole page with a picture, which stands by itself.
  static let picture = DossierFormats.format(named: "html")
}

extension FoundAnswer {
  func html(_ visit: Visit) -> HTML {
    if let emptiness { return "<p>\(emptiness)</p>" }
    let table = HTMLTable(
      visit: visit, caption: "\(capitalized(standpoint.inWords))", projection: answer.projection,
      table: table, rows: Array(table.rows.indices), shown: answer.shown, names: names, disputes: disputes,
      namesProcess: process == nil)
    let lines = (summary?.lines ?? []).map { line -> HTML in
      line.isEmpty ? "" : "<p dir=\"auto\">\(line)</p>\n"
    }
    return "\(table.html)\n\(lines)\(disputes.legend(self.table.rows, visit))"
  }
}

extension Standing {
  func html(_ visit: Visit) -> HTML {
    let tables = sections.map { section -> HTML in
      if section.rows.isEmpty { return "<h2>\(section.title)</h2>\n<p>\(section.none ?? "")</p>\n" }
      let table = HTMLTable(
        visit: visit, caption: "\(section.title)", projection: section.projection, table: section.table,
        rows: section.rows, shown: section.shown, names: names, disputes: disputes, isMarked: true)
      return "\(table.html)\n"
    }
    let shown = sections.flatMap { section in section.rows.map { section.table.rows[$0] } }
    let goals = aims.map { aim -> HTML in "<li dir=\"auto\">\(aim)</li>\n" }
    return """
      <p dir="auto">\(summary)</p>
      \(goals.isEmpty ? "" : "<h2>Aims</h2>\n<ul>\n\(goals)</ul>" as HTML)
      \(tables)<dl>
      <dt>Last round</dt>
      <dd dir="auto">\(lastRound)</dd>
      <dt>Last contact</dt>
      <dd>\(lastContact)</dd>
      </dl>
      \(disputes.legend(shown, visit))
      """
  }
}

extension Reasons {
  func html(_ visit: Visit) -> HTML {
    let tables = rows.map { row -> HTML in
      let cells = row.columns.map { index -> HTML in
        """
        <tr><th scope="row">\(row.projection.columns[index].name)</th><td dir="auto">\(row.row.cells[index].plain)</td>\
        <td>\(visit.links(to: row.row.basis[index].all))</td></tr>

        """
      }
      return """
        <div class="wide" role="group" tabindex="0">
        <table>
        <caption>\(name(of: row)), \(standpoint.inWords)</caption>
        <thead>
        <tr><th scope="col">column</th><th scope="col">value</th><th scope="col">events</th></tr>
        </thead>
        <tbody>
        \(cells)</tbody>
        </table>
        </div>

        """
    }
    return "\(tables)<h2>Events</h2>\n\(htmlList(events.map { visit.item($0) }))"
  }
}

extension History {
  /// - Parameter registry: in which sources that are cited by a key are found in full.
  func html(_ visit: Visit, _ registry: Registry) -> HTML {
    let target = registry.citingInFull(target)
    let remarks = remarks.map { remark -> HTML in
      let undone = remark.isInForce ? "" : " (no longer in force)"
      return """
        <li>\(link(to: remark.event, visit)), \(Self.when(remark.event))\(undone)
        \(fields(remark.event.body))</li>

        """
    }
    let sources = target.body.sources.map { source -> HTML in
      "<li dir=\"auto\">\(visit.citation(source))</li>\n"
    }
    return """
      <p>Event \(target.position) of <a href="\(visit.link(target.stream))">\(target.stream)</a>, \
      \(target.body.type.name), \(Self.when(target)). <small>\(target.id.description)</small></p>
      <h2>As recorded</h2>
      \(fields(target.body))
      <h2>Sources</h2>
      \(sources.isEmpty ? "<p>No source is given.</p>" : "<ul class=\"sources\">\n\(sources)</ul>" as HTML)
      <h2>What was said about it</h2>
      \(remarks.isEmpty ? "<p>Nothing.</p>" : "<ul class=\"events\">\n\(remarks)</ul>" as HTML)
      <h2>How it reads now</h2>
      \(reading(visit))
      """
  }

  private func reading(_ visit: Visit) -> HTML {
    var html: HTML =
      if let struck {
        "<p>It no longer counts, by <a href=\"\(visit.link("events", String(struck)))\">event \(struck)</a>.</p>"
      } else if let current {
        Self.fields(target.body) == Self.fields(current)
          ? "<p>It reads as it was recorded.</p>" : fields(current)
      } else {
        "<p>By the account that is preferred, it did not happen.</p>"
      }
    if isDisputed {
      let accounts = visit.link(target.stream, "accounts")
      html += "<p>‡ <a href=\"\(accounts)\">Accounts differ</a>, and nobody has weighed them.</p>"
    }
    return html
  }

  private func link(to event: RecordedEvent<Event>, _ visit: Visit) -> HTML {
    "<a href=\"\(visit.link("events", String(event.position)))\">Event \(event.position)</a>, \(event.body.type.name)"
  }

  private func fields(_ event: Event) -> HTML {
    let rows = event.typedFields.filter { $0.field != "sources" }.map { field, values -> HTML in
      "<dt>\(field)</dt>\n\(values.map { value -> HTML in "<dd dir=\"auto\">\(value)</dd>\n" })"
    }
    return "<dl>\n\(rows)</dl>"
  }
}

/// What checks find in a process.
struct FoundFindings {
  let findings: [Finding]
  let standpoint: Standpoint

  func html(_ visit: Visit) -> HTML {
    if findings.isEmpty { return "<p>No findings.</p>" }
    let rows = findings.map { finding -> HTML in
      """
      <tr><th scope="row">\(finding.check)</th><td dir="auto">\(finding.sentence)</td><td dir="auto">\(finding.hint)</td>\
      <td>\(visit.links(to: finding.events.all))</td></tr>

      """
    }
    return """
      <div class="wide" role="group" tabindex="0">
      <table>
      <caption>What does not add up, \(standpoint.inWords)</caption>
      <thead>
      <tr><th scope="col">check</th><th scope="col">finds</th><th scope="col">what to do</th><th scope="col">events</th></tr>
      </thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>
      """
  }
}
