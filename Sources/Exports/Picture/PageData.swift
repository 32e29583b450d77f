import Talks

/// The input of a page's script: places and days, without text that the page already contains.
struct PageData {
  private let picture: Picture
  private let arrangements: [Arrangement]
  private let history: History

  init(_ picture: Picture, _ arrangements: [Arrangement], _ history: History) {
    (self.picture, self.arrangements, self.history) = (picture, arrangements, history)
  }

  private func text(_ text: String) -> JSONWriter { .of { $0.string(text.cut(to: 300).plain) } }
  private func number(_ value: Int) -> JSONWriter { .of { $0.integer(value) } }
  private func number(_ value: Int32?) -> JSONWriter {
    .of { out in value.map { out.integer(Int($0)) } ?? out.null() }
  }
  private func list(_ all: some Sequence<JSONWriter>) -> JSONWriter { .of { $0.list(all) { $1.raw($0) } } }

  var json: JSONWriter {
    let parties = picture.partiesNamed
    let partyNumbers = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
    let (tracks, types) = (picture.tracks, picture.types)
    let glyphs = Glyph.allCases
    let events = list(
      picture.events.map { told in
        let event = told.event
        return list([
          number(types.firstIndex(of: event.type.name) ?? 0),
          number(event.track.flatMap { tracks.firstIndex(of: $0) } ?? -1),
          list(event.involved.compactMap { partyNumbers[$0] }.map { number($0) }),
          number(event.on.map { DateSpan($0, within: picture.axis).first }),
        ])
      })
    let items = list(
      picture.items.map { item in
        list([
          number(item.weight), item.label.map { text($0) } ?? number(0),
          number(picture.isContested(item) ? 1 : 0),
          list(
            item.marks.map { mark in
              let dates = mark.dates
              let doubt =
                (dates.isDuration ? 1 : 0) + (dates.isOneOf ? 2 : 0) + (dates.isApproximate ? 4 : 0)
                + (dates.isUncertain ? 8 : 0)
              return list([
                list(mark.events.map { number($0) }), number(glyphs.firstIndex(of: mark.glyph) ?? 0),
                number(dates.first), number(dates.last), number(doubt),
              ])
            }),
        ])
      })
    return .of {
      $0.object([
        ("axis", list([number(picture.axis.lowerBound), number(picture.axis.upperBound)])),
        ("day", number(picture.day.days)),
        ("types", list(types.map { text($0) })), ("tracks", list(tracks.map { text($0.text) })),
        ("parties", list(parties.map { list([text($0.slug.text), text(picture.header.name($0))]) })),
        ("processes", list(picture.processes.map { text($0.slug) })),
        (
          "glyphs",
          list(
            glyphs.map {
              list([
                text($0.classes + ($0 == .planned ? " planned" : "")), text($0.outline), text($0.inlay ?? ""),
                text($0.words),
              ])
            })
        ),
        ("events", events), ("items", items),
        ("links", list(picture.links.map { list([number($0.from), number($0.to)]) })),
        (
          "episodes",
          list(
            picture.episodes.map {
              list([number($0.process), number($0.from), number($0.until), text($0.caption)])
            })
        ),
        ("arrangements", list(arrangements.map(arrangement))),
        ("roster", list(history.roster.map(line))), ("ledger", list(history.ledger.map(line))),
      ])
    }
  }

  private func arrangement(_ arrangement: Arrangement) -> JSONWriter {
    let seats = picture.processes.count == 1 ? picture.processes[0].state.roster.seats : []
    return .of {
      $0.object([
        ("name", text(arrangement.name)),
        (
          "lanes",
          list(
            arrangement.lanes.map { lane in
              list([
                text(lane.name), number(lane.rows), number(lane.hasStrip ? 1 : 0), number(lane.process ?? -1),
                list(
                  picture.bands.filter { lane.hasStrip && $0.party == lane.party }.map { band in
                    list([
                      number(band.from), number(band.until), text(band.head.cut(to: 40)),
                      number(band.isSharp ? 1 : 0),
                      number(band.event ?? -1),
                    ])
                  }),
                list(
                  seats.filter { lane.party != nil && $0.party == lane.party }.map {
                    list([number($0.from.firstDay), number($0.until?.firstDay)])
                  }),
              ])
            })
        ),
        (
          "places",
          list(
            arrangement.places.map { places in
              list(places.flatMap { [number($0.lane), number($0.row)] })
            })
        ),
      ])
    }
  }

  private func line(_ line: RosterLine) -> JSONWriter {
    list([
      number(line.process), text(picture.header.name(line.party)), text(line.party.slug.text),
      list(
        line.course.steps.map { step in
          let state = step.value.isTaken == .yes ? 2 : step.value.isTaken == .unknown ? 1 : 0
          return list([number(step.from), number(state), text(step.value.words)])
        }),
    ])
  }

  private func line(_ line: LedgerLine) -> JSONWriter {
    list([
      number(line.process), text(line.title), text(line.party.map(picture.header.name) ?? ""),
      text(line.due?.inWords ?? ""), list(line.answers.map { text($0) }),
      list(
        line.course.steps.map {
          list([number($0.from), text($0.value.words), number($0.value.isOverdue ? 1 : 0)])
        }),
    ])
  }
}
