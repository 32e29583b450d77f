import EventSourcing
import Foundation
import Talks
import TestSupport
import Testing

@testable import Exports

@Suite("A picture")
struct PictureTests {
  @Test("keeps the phases of a round together, and shows every dated event once")
  func items() throws {
    let picture = Picture(try story().dossier())
    let round = try #require(picture.items.first { $0.marks[0].glyph == .round })
    #expect(
      round.marks.map { $0.events.map { picture.events[$0].event.type.name } } == [
        ["round-convened", "round-recessed"], ["round-reopened", "round-concluded"],
      ])
    #expect(round.label == "Round 1")
    let shown = picture.items.flatMap { $0.marks.flatMap(\.events) }
    let expected = picture.events.indices.filter {
      picture.events[$0].event.on != nil && !picture.events[$0].event.type.isDescription
    }
    #expect(shown.sorted() == expected)
  }

  @Test("ties what is given in return to what it answers")
  func links() throws {
    let picture = Picture(try story().dossier())
    let ends = picture.links.map { link in
      [link.from, link.to].map { picture.events[picture.items[$0].first].event.headline }
    }
    #expect(ends == [["Fuel oil", "A freeze"]])
  }

  @Test("shades the time from a breakdown to what ended it")
  func episodes() throws {
    let found = Picture(try story().dossier()).episodes
    #expect(found.map(\.caption) == ["talks suspended; North Korea away"])
    #expect(found.map { CivilDay(days: $0.from).description } == ["2001-03-01"])
    #expect(found.map { $0.until.map { CivilDay(days: $0).description } } == ["2001-09-01"])
  }

  @Test("knows a duration from a doubt")
  func dates() throws {
    func span(_ text: String) throws -> DateSpan { DateSpan(try EDTF(text)) }
    #expect(try span("2003-08-27/2003-08-29").isDuration)
    #expect(try !span("2003-08-27/2003-08-29").isVague)
    #expect(try span("2003-08").isVague)
    #expect(try !span("2003-08-27~").isVague)
    #expect(try span("2003-08-27%").signs == "~?")
    #expect(try span("[2003-08-01..2003-08-09]").isOneOf)
    let open = DateSpan(try EDTF("../2007-02-13"), within: 10_000...20_000)
    #expect(open.first == 10_000 && open.last == CivilDay(iso: "2007-02-13")!.days && open.knownFirst == nil)
  }

  @Test("lets nothing stand on anything else in the same row", arguments: [1, 2, 3] as [UInt64])
  func collisions(seed: UInt64) throws {
    var record = Record()
    for event in try RandomHistory(seed: seed, count: 300).events { record.add(event, process: "talks") }
    for picture in [Picture(record.dossier()), Picture(try story().dossier())] {
      for arrangement in Arrangement.all(of: picture) {
        let units = Unit.all(of: picture, arrangement, Scale(picture.axis))
        #expect(Set(units.flatMap(\.items)).count == picture.items.count)
        for (_, row) in Dictionary(grouping: units, by: { [$0.lane, $0.row] }) {
          var taken: [ClosedRange<Double>] = []
          for unit in row {
            var mine = [unit.extent]
            if let label = unit.label {
              let room = picture.items[unit.items[0]].room(for: label.words) - 4
              mine.append(label.isAtLeft ? (label.x - room)...label.x : label.x...(label.x + room))
            }
            for other in taken {
              #expect(
                !mine.contains {
                  $0.lowerBound + 1 < other.upperBound && other.lowerBound + 1 < $0.upperBound
                })
            }
            taken += mine
          }
        }
      }
    }
  }

  @Test("counts an agreement with nothing less, labels it in a crowd, and says what it does count together")
  func crowd() throws {
    let title = "Initial Actions for Implementation of the Joint Statement"
    var lines = (1...60).map { #""type":"note-added","on":"2007-02-13","text":"Note \#($0)""# }
    lines.insert(
      "\"type\":\"agreement-reached\",\"as\":\"a\",\"title\":\"\(title)\",\"on\":\"2007-02-13\"", at: 30)
    lines.append(#""type":"note-added","on":"2003-01-01","text":"The first""#)
    lines.append(#""type":"note-added","on":"2012-01-01","text":"The last""#)
    let picture = Picture(try Record.of(lines).dossier())
    let units = Unit.all(of: picture, Arrangement.all(of: picture)[0], Scale(picture.axis))
    let agreement = try #require(
      units.first { $0.items.contains { picture.items[$0].marks[0].glyph == .agreement } })
    #expect(agreement.items.count == 1)
    #expect(agreement.label?.words == title)
    let many = try #require(units.first { $0.items.count > 5 })
    let said = picture.sentence(of: many)
    #expect(said.hasPrefix("\(many.items.count) close together: 13 February 2007: "))
    #expect(said.hasSuffix("; and \(many.items.count - 5) more"))
    #expect(
      Drawing.svg(of: picture, Arrangement.all(of: picture)[0], isAlone: true).contains(
        "<title>\(said)</title>"))
  }

  @Test("of many labels, to be converted, leaves halos to those that stand on more than their lane")
  func halos() throws {
    var record = Record()
    for process in 0..<300 {
      for (kind, day) in [("opened", "2000-03-01"), ("resumed", "2001-12-01")] {
        record.add(
          try Record.of(["\"type\":\"talks-\(kind)\",\"on\":\"\(day)\""]).events[0].body,
          process: "talks-\(process)")
      }
    }
    for line in [
      #""type":"talks-suspended","on":"2000-03-02""#, #""type":"talks-resumed","on":"2002-06-01""#,
    ] { record.add(try Record.of([line]).events[0].body, process: "talks-7") }
    let picture = Picture(record.dossier())
    func svg(isToBeConverted: Bool) -> String {
      Drawing.svg(
        of: picture, Arrangement.printed(of: picture), isAlone: true, isToBeConverted: isToBeConverted)
    }
    func count(_ text: String, in svg: String) -> Int { svg.ranges(of: text).count }
    let (whole, converted) = (svg(isToBeConverted: false), svg(isToBeConverted: true))
    let labels = count("<text class=\"label", in: whole)
    #expect(labels > 600 && count("<text class=\"label", in: converted) == labels)
    #expect(count("stroke:none\"", in: whole) == 0)
    // Those of the one process whose talks were suspended stand on the shade of that time, or beside it.
    let bare = count("stroke:none\"", in: converted)
    #expect((labels - 4..<labels).contains(bare), "\(bare) of \(labels)")
    #expect(count("width=\"2\" height=\"13\"", in: converted) > 0)
  }

  @Test(
    "writes the name of a lane in as many lines as it needs, and cuts it once at most",
    arguments: [
      ("International Atomic Energy Agency", ["International", "Atomic Energy", "Agency"]),
      ("United Kingdom", ["United Kingdom"]), ("China", ["China"]), ("", []),
      (
        "The Parties to the Treaty on the Prohibition of All of It",
        ["The Parties to", "the Treaty on", "the Prohibitio…"]
      ),
      ("Verwaltungsgemeinschaften aller", ["Verwaltungsg…"]),
    ])
  func names(name: String, lines: [String]) {
    let found = Arrangement.Lane(name: name).words
    #expect(found == lines)
    #expect(found.allSatisfy { width(of: $0, size: Arrangement.Measures.name) <= Scale.left - 20 })
  }

  @Test("gives every sign a shape of its own")
  func shapes() {
    let shapes = Glyph.allCases.map { [$0.outline, $0.inlay ?? "", "\($0.isFilled)"] }
    #expect(Set(shapes).count == shapes.count)
    #expect(Set(Glyph.allCases.map(\.words)).count == Glyph.allCases.count)
  }

  @Test("has colours that stand out from their ground, in light and in dark")
  func contrast() {
    func luminance(_ hex: String) -> Double {
      let channels = stride(from: 1, to: 7, by: 2).map { start in
        let digits = hex.dropFirst(start).prefix(2)
        let value = Double(Int(digits, radix: 16) ?? 0) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    func contrast(_ a: String, _ b: String) -> Double {
      let (x, y) = (luminance(a), luminance(b))
      return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }
    let colours = Dictionary(uniqueKeysWithValues: Palette.colours.map { ($0.name, [$0.light, $0.dark]) })
    for side in 0...1 {
      for ground in ["ground", "panel", "lane", "seat", "pause"] {
        for text in ["ink", "muted", "talks", "meeting", "agreement", "measure", "setback", "word"] {
          let found = contrast(colours[text]![side], colours[ground]![side])
          #expect(found >= (["ink", "muted"].contains(text) ? 4.5 : 3), "\(text) on \(ground): \(found)")
        }
      }
    }
  }

  @Test("is the same to the byte for the same record, and has a day only where one was asked for")
  func same() throws {
    for format in [SVG.self, HTMLPage.self] as [any DossierFormat.Type] {
      let (one, other) = (try format.write(try story().dossier()), try format.write(try story().dossier()))
      #expect(one == other)
    }
    var record = try story()
    #expect(Picture(record.dossier()).standpoint == "All that is recorded")
    record.asOf = CivilDay(iso: "2000-08-15")
    #expect(
      Picture(record.dossier(sharing: Sharing(upTo: .amber, isLimited: true))).standpoint
        == "As of 15 August 2000, up to TLP:AMBER")
  }

  @Test("of nothing at all is still a picture")
  func empty() throws {
    let dossier = Record(title: "").dossier()
    #expect(String(decoding: SVG.write(dossier), as: UTF8.self).contains("</svg>"))
    #expect(String(decoding: HTMLPage.write(dossier), as: UTF8.self).contains("0 events"))
    for far in ["-4712", "-0044", "9999-12-31", "/2000", "2000/.."] {
      let strange = try Record.of([
        #""type":"note-added","on":"2000-01-01","text":"a""#,
        "\"type\":\"round-convened\",\"as\":\"r\",\"on\":\"\(far)\"",
        "\"type\":\"party-withdrew\",\"party\":\"us\",\"on\":\"\(far)\"",
      ])
      #expect(String(decoding: SVG.write(strange.dossier()), as: UTF8.self).contains("</svg>"), "\(far)")
      #expect(
        String(decoding: HTMLPage.write(strange.dossier()), as: UTF8.self).contains("3 events"), "\(far)")
    }
  }
}

@Suite("The files of a picture", .needsPythonPackages)
struct PictureFileTests {
  /// Other people's readers, given a file: what they make of it as JSON.
  private func validated(_ kind: String, _ bytes: [UInt8]) throws -> [String: Any] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "validate.py").path
    let answer = try run(PythonPackages.python, ["-B", script, kind], input: bytes)
    return try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
  }

  static let records: [(String, @Sendable () throws -> Record)] = [
    ("a story", { try story() }), ("hostile texts", { Record.hostileRecord }),
  ]

  @Test("SVG is well-formed, refers to nothing outside and runs nothing", arguments: records.indices)
  func svg(index: Int) throws {
    let bytes = SVG.write(try Self.records[index].1().dossier(rivals: [1: ["kp: on=2003-09-01"]]))
    let found = try validated("svg", bytes)
    #expect(found["problems"] as? [String] == [])
    #expect((found["title"] as? String)?.isEmpty == false)
    #expect(try run("rsvg-convert", ["--format=png"], input: bytes).contains("PNG"))
  }

  @Test("PNG is made of a picture of any height", arguments: [1_000, 60_000])
  func tall(height: Int) throws {
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 980 \(height)\" width=\"980\" height=\"\(height)\"></svg>"
    let made = try run(PNG.converter[0], Array(PNG.converter.dropFirst()), input: Array(svg.utf8))
    #expect(made.contains("PNG"))
  }

  @Test(
    "HTML is valid, names its own script and style by their hashes, and lists every event",
    arguments: records.indices)
  func html(index: Int) throws {
    let record = try Self.records[index].1()
    let found = try validated(
      "html", HTMLPage.write(record.dossier(rivals: [1: ["kp: <b>on</b>=2003-09-01"]])))
    #expect(found["problems"] as? [String] == [])
    #expect(found["items"] as? Int == record.events.count)
    #expect(found["linked"] as? Int ?? 0 > 0)
  }

  @Test("PDF and PNG are made by the command, the same each time, and others can read them")
  func converted() throws {
    let korea = try Example.korea()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for format in ["pdf", "png"] {
      for name in ["a", "b"] {
        let outcome = try korea.run(
          "export", "six-party-talks", "--format", format, "--output", "\(folder)/\(name).\(format)")
        #expect(outcome.status == 0, "\(outcome.complaint)")
      }
      #expect(
        FileManager.default.contentsEqual(atPath: "\(folder)/a.\(format)", andPath: "\(folder)/b.\(format)"))
    }
    #expect(try korea.shell("pdfinfo \(folder)/a.pdf").output.contains(/Pages: +1\n/))
    let text = try korea.shell("pdftotext -layout \(folder)/a.pdf -").output
    #expect(text.contains("Six-Party Talks") && text.contains("Joint Statement of the Fourth Round"))
    let png = try validated("png", Array(try Data(contentsOf: URL(filePath: "\(folder)/a.png"))))
    #expect(png["width"] as? Int == 1960)
  }

  @Test("say from where they are drawn, and hold nothing of what came later or is withheld")
  func standpoint() throws {
    let korea = try Example.korea()
    for format in ["svg", "html"] {
      let outcome = try korea.run(
        "export", "six-party-talks", "--format", format, "--as-of", "2007-02-13", "--ceiling", "CLEAR")
      #expect(outcome.status == 0, "\(outcome.complaint)")
      #expect(outcome.output.contains("As of 13 February 2007, up to TLP:CLEAR"))
      #expect(outcome.output.contains("Fifth round, third phase opens"))
      #expect(!outcome.output.contains("Sixth round"))
    }
    let refused = try korea.run("export", "six-party-talks", "--format", "svg", "--party", "kp")
    #expect(refused.status == 64 && refused.output.isEmpty)
  }

  @Test("where rsvg-convert is missing or fails, one sentence says so and nothing is written")
  func missing() throws {
    let korea = try Example.korea()
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pdf").path
    let outcome = try korea.run(
      ["export", "six-party-talks", "--format", "pdf", "--output", file], environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 72)
    #expect(
      outcome.complaint
        == "parley: “pdf” is made by rsvg-convert, which is not in the path; install it (Debian: librsvg2-bin), or export “svg”.\n"
    )
    #expect(!FileManager.default.fileExists(atPath: file))
    let failing = try korea.shell(
      """
      folder=$(mktemp -d); trap 'rm -r $folder' EXIT
      printf '#!/bin/sh\\necho no memory >&2; exit 3\\n' > $folder/rsvg-convert; chmod +x $folder/rsvg-convert
      PATH=$folder:$PATH parley export six-party-talks --format png --output \(file)
      """)
    #expect(failing.status == 72)
    #expect(
      failing.complaint == "parley: rsvg-convert could not make “png”: no memory; export “svg” instead.\n")
    #expect(!FileManager.default.fileExists(atPath: file))
  }
  @Test("a converter may complain at any length, before what it makes and after it")
  func wordyConverter() throws {
    let outcome = try Example.korea().shell(
      """
      folder=$(mktemp -d); trap 'rm -r $folder' EXIT
      cat > $folder/rsvg-convert <<'SCRIPT'
      #!/bin/sh
      head -c 300000 /dev/zero | tr '\\0' w >&2
      head -c 300000 /dev/zero | tr '\\0' p
      head -c 300000 /dev/zero | tr '\\0' w >&2
      SCRIPT
      chmod +x $folder/rsvg-convert
      PATH=$folder:$PATH timeout 60 parley export six-party-talks --format png
      """)
    #expect(outcome.status == 0 && outcome.complaint == "")
    #expect(outcome.output == String(repeating: "p", count: 300_000))
  }
}
