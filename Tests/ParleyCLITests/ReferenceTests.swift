import Foundation
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

  @Test("the folder of commands is the list of commands")
  func commands() throws {
    let folder = Example.package.appending(path: "Sources/ParleyCLI/Commands").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let types = Commands.all.map { "\($0).swift" }
    #expect(Set(types) == Set(files) && types.count == files.count)
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
}
