import Answers
import Foundation
import ReadModels
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("What is written down about the program")
struct ReferenceTests {
  @Test("the reference is what the program would write; “make reference” brings it up to date")
  func current() throws {
    for page in ReferencePages.all {
      let file = Example.package.appending(path: "docs/reference/\(page.file)")
      #expect(try String(contentsOf: file, encoding: .utf8) == page.text, "\(page.file) is out of date")
    }
  }

  @Test("the package has the version and the date of the program")
  func package() throws {
    let file = Example.package.appending(path: "deploy/debian/changelog")
    let entry = try String(contentsOf: file, encoding: .utf8)
    #expect(entry.hasPrefix("parley (\(Version.text)-1) "))
    let date = try #require(entry.firstMatch(of: />  (.+)\n/)?.1)
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
    let day = try #require(form.date(from: String(date)))
    #expect(day.ISO8601Format().hasPrefix(Version.date))
  }

  @Test("the folder of commands is the list of commands")
  func commands() throws {
    let folder = Example.package.appending(path: "Sources/ParleyCLI/Commands").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let own = Questions.all.compactMap { ($0 as? any OwnCommand.Type)?.command }
    let types = (Commands.recording + own + Commands.others).map { "\($0).swift" } + ["AnswerCommand.swift"]
    #expect(files.sorted() == types.sorted())
  }

  @Test("the folder of questions is the list of questions")
  func questions() throws {
    let folder = Example.package.appending(path: "Sources/Answers/Questions").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.sorted() == Questions.all.map { "\($0).swift" }.sorted())
  }

  @Test("the JSON of every answer has the members that the reference tells, and its rows their fields")
  func members() throws {
    let program = try Example.korea()
    let words: [String: [String]] = [
      "list": [], "search": ["freeze"], "history": ["168"], "why": ["six-party-talks", "standing"],
      "diff": ["six-party-talks", "--from", "2007-01-01"], "check": ["--process", "six-party-talks"],
    ]
    for question in Questions.all where question.name != BriefQuestion.name {
      let command = [question.name] + (words[question.name] ?? ["six-party-talks"]) + ["--json"]
      let answer = try #require(try program.run(command).json() as? [String: Any], "\(command)")
      let common = [
        "answer", "process", "as_of", "as_known", "as_recorded", "according_to", "ceiling", "limits",
      ]
      #expect(Set(answer.keys) == Set(common + question.members.map(\.name)), "\(question.name)")
      for member in question.members {
        guard case .rows(let type) = member.content, let rows = answer[member.name] as? [[String: Any]]
        else { continue }
        func names<R: Row>(_ type: R.Type) -> [String] { R.fields.map(\.name) + ["process", "why"] }
        // Of several kinds of row under one name, the first is that without options.
        guard question.members.first(where: { $0.name == member.name })?.help == member.help else { continue }
        for row in rows.prefix(3) {
          let extra = ["rank", "fragments"]
          let hidden = ["folded"]
          let expected =
            question.name == "search" ? names(type).filter { !hidden.contains($0) } + extra : names(type)
          #expect(Set(row.keys) == Set(expected), "\(question.name) \(member.name)")
        }
      }
    }
  }

  @Test("every link of the documents leads somewhere, and what they log can be logged in that order")
  func documents() throws {
    let names = [
      "README.md", "docs/guide.md", "docs/serve.md", "docs/sql.md", "docs/examples/README.md",
      "docs/reference/json.md",
    ]
    for name in names {
      let file = Example.package.appending(path: name)
      let text = try String(contentsOf: file, encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#]+)\)/).map({ String($0.1) }) where !link.hasPrefix("http") {
        let target = file.deletingLastPathComponent().appending(path: link).path
        #expect(FileManager.default.fileExists(atPath: target), "\(name) links to \(link)")
      }
      let joined = text.replacingOccurrences(of: "\\\n", with: "")
      let program = Program(conninfo: try TestCluster.shared().freshDatabase())
      for line in joined.split(separator: "\n") where line.hasPrefix("    parley log ") {
        let outcome = try program.shell(String(line))
        // The first steps in the README leave out that parties joined.
        let complaints = outcome.complaint.split(separator: "\n").filter {
          !(name == "README.md" && $0.hasPrefix("note: "))
        }
        #expect(outcome.status == 0 && complaints.isEmpty, "\(name): \(line): \(outcome.complaint)")
      }
    }
  }

  @Test("what the guide says of a wrong record can be tried on the record that it begins with")
  func corrections() throws {
    let text = try String(contentsOf: Example.package.appending(path: "docs/guide.md"), encoding: .utf8)
    let chapter = try #require(text.components(separatedBy: "\n## When the record is wrong").last)
      .components(separatedBy: "\n### ")[0]
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let lines = chapter.split(separator: "\n").filter { $0.hasPrefix("    parley ") }.map(String.init)
    for line in lines {
      let outcome = try program.shell(line)
      #expect(outcome.status == 0 && outcome.complaint == "", "\(line): \(outcome)")
    }
    #expect(lines.count { $0.contains("parley log ") } == 8)
    #expect(try program.rows("list").map { $0["process"] as? String } == ["border-talks"])
    #expect(try program.rows("agreements", "border-talks").map { $0["signed"] as? String } == ["2005-09-19"])
    // The meeting that stays, dated and with the place that only the other record had.
    #expect(try program.ok("timeline", "border-talks").contains("11 October 2005"))
    #expect(try program.ok("history", "5").contains("New York"))
  }

  @Test("every link of every document leads somewhere, to a heading as well")
  func links() throws {
    for name in try Self.documents() {
      let file = Example.package.appending(path: name)
      let text = try String(contentsOf: file, encoding: .utf8)
      for link in text.matches(of: /\]\(([^)\s]+)\)/).map({ String($0.1) }) where !link.hasPrefix("http") {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let target =
          parts[0].isEmpty ? file : file.deletingLastPathComponent().appending(path: parts[0]).standardized
        #expect(FileManager.default.fileExists(atPath: target.path), "\(name) links to \(link)")
        guard parts.count > 1, target.pathExtension == "md" else { continue }
        let headings = try String(contentsOf: target, encoding: .utf8).matches(of: /(?m)^#+ (.+)$/)
        #expect(headings.contains { Self.anchor($0.1) == parts[1] }, "\(name) links to \(link)")
      }
    }
  }

  @Test(
    "every file and folder that is named is there",
    arguments: ["docs/glossary.md", "docs/contributing.md", "docs/architecture.md", "README.md"])
  func paths(name: String) throws {
    let manager = FileManager.default
    let text = try String(contentsOf: Example.package.appending(path: name), encoding: .utf8)
    let roots = try ["", "Sources"].flatMap {
      try manager.contentsOfDirectory(atPath: Example.package.appending(path: $0).path)
    }
    // From the root of the package: “Sources/Talks/Rules”, and not “Talks/Rules”.
    let paths = text.matches(of: /`([\w.-]+)((?:\/[\w.-]+)+)`/).filter {
      !$0.1.hasPrefix(".") && roots.contains(String($0.1))
    }
    .map { String($0.1 + $0.2) }
    #expect(!paths.isEmpty)
    for path in paths {
      #expect(
        manager.fileExists(atPath: Example.package.appending(path: path).path), "\(name) names \(path)")
    }
  }

  @Test("the glossary has each word once, in the order of the alphabet, and its types are where it says")
  func glossary() throws {
    let text = try String(contentsOf: Example.package.appending(path: "docs/glossary.md"), encoding: .utf8)
    let groups = text.split(separator: "\n## ").dropFirst().map { group in
      group.matches(of: /(?m)^\| (.+?) \| .+? \| (.+?) \|$/).map { (word: $0.1, place: $0.2) }
        .filter { $0.word != "word" }
    }
    #expect(groups.count == 3)
    for group in groups {
      let words = group.map { $0.word.lowercased() }
      #expect(words == words.sorted() && words.count > 20)
      for (word, place) in group {
        for type in place.matches(of: /`(\w+)` in `([\w.\/]+)`/) {
          let file = Example.package.appending(path: String(type.2))
          let source = try String(contentsOf: file, encoding: .utf8)
          let names = source.matches(of: /\w+/).map(\.0)
          #expect(names.contains(type.1), "\(word): \(type.2) has no \(type.1)")
        }
      }
    }
    let words = groups.joined().map(\.word)
    #expect(Set(words).count == words.count)
  }

  @Test("the JSON Schema takes the example and refuses what the program refuses", .needsPythonPackages)
  func schema() throws {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      kinds = {s["properties"]["type"]["const"]: {**s, "$defs": schema["$defs"]} for s in schema["oneOf"]}
      def fits(e): return jsonschema.Draft202012Validator(kinds[e["type"]]).is_valid(e)
      lines = [json.loads(l) for l in open(sys.argv[2])]
      bad = [dict(lines[0], unknown=1), dict(lines[0], on=3), dict(lines[0], process="No Slug")]
      print(sum(map(fits, lines)), sum(map(fits, bad)))
      """
    let file = Example.package.appending(path: "docs/reference/events.schema.json").path
    let outcome = try Program(conninfo: "").shell(
      "\(PythonPackages.python) - \(file) \(Example.journal) <<'END'\n\(script)\nEND")
    #expect(outcome.output == "\(Example.count) 0\n", "\(outcome.complaint)")
  }

  /// Every document for people, from the root of the package.
  private static func documents() throws -> [String] {
    let folder = Example.package.appending(path: "docs").path
    return ["README.md"]
      + (try FileManager.default.subpathsOfDirectory(atPath: folder)).filter { $0.hasSuffix(".md") }
      .map { "docs/\($0)" }
  }

  /// What a link to a heading calls it.
  private static func anchor(_ heading: some StringProtocol) -> String {
    String(heading.lowercased().filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) })
      .replacing(" ", with: "-")
  }
}
