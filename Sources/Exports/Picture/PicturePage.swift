import Talks

/// A picture as a page: complete without its script, which adds interaction.
struct PicturePage {
  private let picture: Picture
  private let arrangements: [Arrangement]
  private let history: History

  init(_ dossier: Dossier) {
    picture = Picture(dossier)
    arrangements = Arrangement.all(of: picture)
    history = History(dossier.processes)
  }

  var html: String {
    let title = picture.header.title.cut(to: 300).markup
    let style =
      "\n:root{\(Palette.properties(isDark: false))}\n@media screen and (prefers-color-scheme:dark){:root{\(Palette.properties(isDark: true))}}\n\(Asset.pictureStyle)\(Asset.pageStyle)"
    let script = Asset.script
    let policy =
      "default-src 'none'; script-src '\(inlineSource(script))'; style-src '\(inlineSource(style))'; img-src data:; base-uri 'none'; form-action 'none'"
    let marking = picture.header.sharing.ceiling
    var out = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>\(title)</title>
      <meta name="description" content="\(picture.description.markup)">
      <style>\(style)</style>
      <script type="application/ld+json">\(linkedData)</script>
      </head>
      <body>
      <a class="skip" href="#events">Skip to the list of events</a>
      <header>
      <p class="tlp \(marking.rawValue.lowercased().replacing("+", with: "-"))">\(marking.label)</p>
      <h1 dir="auto">\(title)</h1>
      <p class="standpoint">\(picture.standpoint.markup). \(picture.header.filter.markup)</p>
      </header>
      <main>

      """
    out += tools
    out +=
      "<div class=\"stage\">\n<div class=\"sheet\">\n<figure id=\"picture\">\n<div id=\"view\" hidden></div>\n<div id=\"print\">\n"
    out += Drawing.svg(of: picture, arrangements[0], isAlone: false)
    out += "</div>\n<figcaption>\(picture.colophon.markup)</figcaption>\n</figure>\n"
    out +=
      "<details class=\"legend\"><summary>What the signs mean</summary>\n<ul>\n\(fullLegend)</ul>\n</details>\n</div>\n"
    out += state
    out += "</div>\n"
    out += list
    out +=
      "</main>\n<footer><p>Made by Parley. Nothing on this page is loaded from anywhere else.</p></footer>\n"
    out +=
      "<script type=\"application/json\" id=\"data\">\(data)</script>\n<script>\(script)</script>\n</body>\n</html>\n"
    return out
  }

  /// Every sign of the language, since zooming may reveal signs that the drawing lacks.
  private var fullLegend: String {
    Legend(picture, arrangements[0], Unit.all(of: picture, arrangements[0], Scale(picture.axis))).html
  }

  // MARK: - What the script brings to life

  private var tools: String {
    let lanes = arrangements.indices.map { Choice(value: String($0), words: "by \(arrangements[$0].words)") }
    let parties = picture.partiesNamed.map { Choice(value: $0.slug.text, words: picture.header.name($0)) }
    let tracks = picture.tracks.map { Choice(value: $0.text, words: $0.text) }
    let types = picture.types.map { Choice(value: $0, words: Self.spaced($0)) }
    var out = "<form id=\"tools\" class=\"tools\" hidden>\n"
    out += Choice.select("lanes", "Lanes", lanes)
    out += Choice.select("party", "Party", [.all] + parties)
    out += Choice.select("track", "Track", [.all] + tracks)
    out += Choice.select("type", "Type", [.all] + types)
    out += """
      <label>Search <input id="search" type="search" autocomplete="off"></label>
      <span class="buttons" role="group" aria-label="Zoom"><button type="button" id="out" aria-label="Zoom out">−</button><button type="button" id="in" aria-label="Zoom in">+</button><button type="button" id="whole">Whole</button></span>
      <output id="found"></output>
      </form>

      """
    return out
  }

  static func spaced(_ name: String) -> String { name.replacing("-", with: " ") }

  private var state: String {
    let first = CivilDay(days: picture.axis.lowerBound)
    let last = CivilDay(days: max(picture.axis.upperBound, picture.day.days))
    return """
      <aside aria-labelledby="state-title">
      <section class="asof">
      <h2 id="state-title">As of <span id="day-words">\(picture.day.inWords.markup)</span></h2>
      <div id="days" class="days" hidden>
      <label>Day <input id="slider" type="range" min="\(first.days)" max="\(last.days)" step="1" value="\(picture.day.days)"></label>
      <label>Date <input id="date" type="date" min="\(first)" max="\(last)" value="\(picture.day)"></label>
      <span class="buttons" role="group" aria-label="Go to the day of an event"><button type="button" id="before" aria-label="Day of the event before">◀</button><button type="button" id="after" aria-label="Day of the event after">▶</button></span>
      </div>
      <h3>At the table</h3>
      <ul id="roster" class="roster">
      \(rosterItems)</ul>
      <h3>Measures</h3>
      <div class="scroll" role="region" aria-label="Measures" tabindex="0">
      <table id="ledger">
      <thead><tr><th scope="col">Measure</th><th scope="col">By</th><th scope="col">Status</th></tr></thead>
      <tbody>
      \(ledgerRows)</tbody>
      </table>
      </div>
      <p id="said" class="aside" role="status"></p>
      </section>
      <section id="panel" class="panel" role="region" aria-labelledby="panel-title" tabindex="-1" hidden>
      <div class="bar"><h2 id="panel-title">Event</h2><button type="button" id="close">Close</button></div>
      <div id="detail"></div>
      </section>
      </aside>

      """
  }

  private var showsProcess: Bool { picture.processes.count > 1 }

  private var rosterItems: String {
    let rows: [String] = history.roster.compactMap { line in
      guard let seat = line.course.value(on: picture.day), seat.isTaken != .no else { return nil }
      let doubt = seat.isTaken == .unknown ? " <em>unknown whether</em>" : ""
      return
        "<li><b>\(picture.header.name(line.party).markup)</b>\(doubt) \(seat.words.markup)\(process(line.process))</li>\n"
    }
    return rows.isEmpty ? "<li>Nobody.</li>\n" : rows.joined()
  }

  private func process(_ number: Int) -> String {
    showsProcess ? " <small>\(picture.processes[number].slug.markup)</small>" : ""
  }

  private var ledgerRows: String {
    let rows: [String] = history.ledger.compactMap { line in
      guard let standing = line.course.value(on: picture.day), !standing.words.isEmpty else { return nil }
      let answers =
        line.answers.isEmpty
        ? "" : "<br><small>in return for \(line.answers.joined(separator: "; ").markup)</small>"
      let due = line.due.map { "<br><small>by \($0.inWords.markup)</small>" } ?? ""
      return
        "<tr><th scope=\"row\" dir=\"auto\">\(line.title.cut(to: 300).markup)\(answers)\(process(line.process))</th><td>\((line.party.map(picture.header.name) ?? "").markup)</td><td>\(standing.words.markup)\(standing.isOverdue ? " <b>overdue</b>" : "")\(due)</td></tr>\n"
    }
    return rows.isEmpty ? "<tr><td colspan=\"3\">None.</td></tr>\n" : rows.joined()
  }

  private var data: String { PageData(picture, arrangements, history).json.inScript }

  // MARK: - The list

  /// The number of events from which on a browser reads lists as text, of which the script makes elements when somebody comes
  /// near.
  private static let kept = 400

  private var list: String {
    var out =
      "<section id=\"events\" aria-labelledby=\"events-title\" tabindex=\"-1\">\n<h2 id=\"events-title\">Events</h2>\n"
    var (heading, count, end) = (String?.none, 0, "")
    for (number, told) in picture.events.enumerated() {
      let next =
        told.event.on.map { on in
          Talks.Dating(on: on, position: 0).firstDay.map { Tick.yearWords(CivilDay(days: $0).year) }
            ?? "Before"
        } ?? "Undated"
      // In short lists: browsers lay out only the visible ones.
      if next != heading || count == 50 {
        out += end + (next == heading ? "" : "<h3>\(next)</h3>\n")
        (heading, count) = (next, 0)
        let isKept = number >= Self.kept
        out += isKept ? "<noscript><ol>\n" : "<ol>\n"
        end = isKept ? "</ol></noscript>\n" : "</ol>\n"
      }
      count += 1
      out += item(number, told)
    }
    return out + end + "</section>\n"
  }

  private func item(_ number: Int, _ told: Picture.PlacedEvent) -> String {
    let event = told.event
    let glyph = event.detail.glyph
    let rivals = picture.header.rivals[told.entry.position] ?? []
    var out = "<li id=\"e\(number)\"><p class=\"when\">"
    out += "<svg viewBox=\"-9 -9 18 18\" aria-hidden=\"true\">\(glyph.svg)</svg> "
    if let stamp = event.on.flatMap(Self.stamp) {
      out += "<time datetime=\"\(stamp)\">\(event.dateInWords.markup)</time>"
    } else {
      out += "<span class=\"date\">\(event.dateInWords.markup)</span>"
    }
    out += " <span class=\"type\">\(Self.spaced(event.type.name))</span></p>\n"
    out += "<h4 dir=\"auto\">\(event.headline.markup)\(rivals.isEmpty ? "" : "<span> ‡</span>")</h4>\n"
    if let summary = event.summary, summary != event.headline {
      out += "<p dir=\"auto\">\(summary.markup)</p>\n"
    }
    var facts: [(String, String)] = []
    if showsProcess {
      facts.append(
        ("Process", picture.processes[told.process].state.title ?? picture.processes[told.process].slug))
    }
    let parties = event.involved.map(picture.header.name)
    if !parties.isEmpty { facts.append(("Parties", parties.joined(separator: ", "))) }
    if let place = event.place {
      let country = place.country.map { Countries.name($0) ?? $0 }
      facts.append(("Place", [place.name, country].compactMap(\.self).joined(separator: ", ")))
    }
    if let track = event.track { facts.append(("Track", track.text)) }
    for (name, value) in event.details where name != "party" && value != event.headline {
      let words = name == "as" ? "Name" : name.prefix(1).uppercased() + Self.spaced(String(name.dropFirst()))
      let date = ["deadline", "until"].contains(name) ? (try? EDTF(value))?.inWords : nil
      facts.append((words, date ?? value))
    }
    if !facts.isEmpty {
      out +=
        "<dl>" + facts.map { "<div><dt>\($0.0)</dt><dd dir=\"auto\">\($0.1.markup)</dd></div>" }.joined()
        + "</dl>\n"
    }
    if !rivals.isEmpty {
      out +=
        "<p class=\"rival\" dir=\"auto\">‡ Accounts differ. \(rivals.joined(separator: "; ").markup).</p>\n"
    }
    let sources = picture.sources(event)
    if sources.isEmpty {
      out += "<p class=\"source\">No source given.</p>"
    } else {
      out +=
        "<ul class=\"source\">" + sources.map { "<li dir=\"auto\">\(Self.citation($0))</li>" }.joined()
        + "</ul>"
    }
    return out + "</li>\n"
  }

  /// A date that HTML knows, where the date is one.
  private static func stamp(_ on: EDTF) -> String? {
    let parts = on.text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = [4, 2, 2]
    guard (1...3).contains(parts.count),
      zip(parts, digits).allSatisfy({ part, count in
        part.utf8.count == count
          && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }), parts.count < 2 || ("01"..."12").contains(parts[1]), parts[0] > "0000"
    else { return nil }
    return on.text
  }

  private static func citation(_ source: Source) -> String {
    func inWords(_ date: String) -> String { (try? EDTF(date))?.inWords ?? date }
    let name = source.title ?? source.key?.cited ?? "Source"
    var title = "<cite>\(name.markup)</cite>"
    if let url = source.url, let address = Self.address(url) {
      title = "<a href=\"\(address)\" rel=\"noreferrer nofollow\">\(title)</a>"
    } else if let url = source.url, url != name {
      title += ", \(url.markup)"
    }
    let authors = source.authors.isEmpty ? [] : [source.authors.joined(separator: "; ").markup]
    let rest = [source.publisher, source.date.map(inWords), source.page.map { "p. \($0)" }].compactMap {
      $0?.markup
    }
    var out = (authors + [title] + rest).joined(separator: ", ")
    if let archive = source.archive.flatMap(Self.address) {
      out += ", <a href=\"\(archive)\" rel=\"noreferrer nofollow\">archived</a>"
    }
    if let grade = source.grade { out += " [\(grade.markup)]" }
    if let quote = source.quote { out += " <q>\(quote.markup)</q>" }
    return out
  }

  /// The address in an attribute, if it is one of the web; no other scheme is followed.
  private static func address(_ text: String) -> String? {
    webAddress(text)?.markup
  }

  // MARK: - Linked data

  /// The processes, their rounds and contacts in the words of schema.org.
  private var linkedData: String {
    typealias Member = (name: String, json: JSONWriter)
    func text(_ text: String) -> JSONWriter { .of { $0.string(text.cut(to: 300).plain) } }
    func parties(_ all: [PartyID]) -> JSONWriter {
      .of { out in
        out.list(all) { party, out in
          out.object([("@type", text("Organization")), ("name", text(picture.header.name(party)))])
        }
      }
    }
    var nodes: [JSONWriter] = picture.processes.map { process in
      var members: [Member] = [
        ("@type", text("EventSeries")), ("@id", text("#\(process.slug)")),
        ("name", text(process.state.title ?? process.slug)),
      ]
      if let day = process.state.opened?.on.flatMap(Self.stamp) { members.append(("startDate", text(day))) }
      if let day = process.state.closed?.on.flatMap(Self.stamp) { members.append(("endDate", text(day))) }
      let seats = process.state.roster.seats
      let hosts = seats.filter { $0.role == .host }.map(\.party)
      if !hosts.isEmpty { members.append(("organizer", parties(hosts))) }
      return .of { $0.object(members) }
    }
    for item in picture.items where [.round, .contact].contains(item.marks[0].glyph) {
      for mark in item.marks {
        let event = picture.events[mark.events[0]].event
        var members: [Member] = [
          ("@type", text("Event")), ("name", text(event.headline)),
          ("superEvent", .of { $0.object([("@id", text("#\(picture.processes[item.process].slug)"))]) }),
        ]
        if let summary = event.summary { members.append(("description", text(summary))) }
        if !mark.dates.isVague, mark.dates.knownFirst != nil {
          members.append(("startDate", text(CivilDay(days: mark.dates.first).description)))
          members.append(("endDate", text(CivilDay(days: mark.dates.last).description)))
        } else if let day = event.on.flatMap(Self.stamp) {
          members.append(("startDate", text(day)))
        }
        if let place = event.place {
          var location: [Member] = [("@type", text("Place")), ("name", text(place.name))]
          if let country = place.country { location.append(("address", text(country.uppercased()))) }
          members.append(("location", .of { $0.object(location) }))
        }
        if !event.parties.isEmpty { members.append(("attendee", parties(event.parties))) }
        nodes.append(.of { $0.object(members) })
      }
    }
    return JSONWriter.of { out in
      out.object([
        ("@context", text("https://schema.org")),
        ("@graph", .of { out in out.list(nodes) { $1.raw($0) } }),
      ])
    }.inScript
  }
}

/// An option of a control.
private struct Choice {
  let value: String
  let words: String

  static let all = Choice(value: "", words: "all")

  static func select(_ id: String, _ label: String, _ options: [Choice]) -> String {
    var out = "<label>\(label) <select id=\"\(id)\">"
    for option in options {
      out += "<option value=\"\(option.value.markup)\">\(option.words.markup)</option>"
    }
    return out + "</select></label>\n"
  }
}

extension Picture {
  var tracks: [Slug] { Set(events.compactMap(\.event.track)).sorted() }

  /// The types of its events, as the reference lists them.
  var types: [String] {
    let found = Set(events.map { $0.event.type.name })
    return Catalogue.all.map { $0.name }.filter { found.contains($0) }
  }

  /// Everyone whom an event names, the most often named first.
  var partiesNamed: [PartyID] {
    var counts: [PartyID: Int] = [:]
    for told in events { for party in told.event.involved { counts[party, default: 0] += 1 } }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
