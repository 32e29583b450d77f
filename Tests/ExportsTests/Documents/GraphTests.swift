import Foundation
import Talks
import TestSupport
import Testing

@testable import Exports

@Suite("The graph of what hangs together with what")
struct GraphTests {
  /// A measure that answers another, with every hostile text for a title.
  private static func hostile() throws -> Record {
    var record = Record()
    for (index, text) in Record.hostile.enumerated() {
      for (slug, answers) in [("a\(index)", []), ("b\(index)", ["a\(index)"])] {
        var pledge = MeasurePledged()
        pledge.measure = .new(Slug(slug))
        pledge.party = PartyID.placeholder
        pledge.inReturnFor = answers.compactMap { Slug($0) }.map { Link(reference: Reference($0)) }
        var event = Event(pledge, on: try EDTF("2007-02-13"))
        event.title = text
        record.add(event)
      }
    }
    return record
  }

  @Test("is read by Graphviz, with every title as it is and every tie")
  func graphviz() throws {
    let record = try Self.hostile()
    let json = try run("dot", ["-Tjson0"], input: Graphviz.write(record.dossier()))
    let graph = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let nodes = try #require(graph["objects"] as? [[String: Any]])
    #expect(nodes.count == record.events.count)
    #expect((graph["edges"] as? [[String: Any]])?.count == Record.hostile.count)
    #expect(Set(nodes.compactMap { $0["name"] as? String }).count == record.events.count)
    #expect(!json.contains("\u{1B}") && !json.contains("\u{202E}"))
  }

  @Test("is Mermaid in which a title stands within its quotation marks and is no markup")
  func mermaid() throws {
    let record = try Self.hostile()
    let lines = String(decoding: Mermaid.write(record.dossier()), as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "flowchart LR" && lines.count == 2 + record.events.count + Record.hostile.count)
    for line in lines.dropFirst(2) where line.contains("([") {
      #expect(line.wholeMatch(of: /\ \ n\d+\(\["[^"<>`\[\]{}|]*<br\/>pledged"\]\)/) != nil, "\(line)")
    }
    for line in lines.suffix(Record.hostile.count) {
      #expect(line.wholeMatch(of: /\ \ n\d+ -->\|answers\| n\d+/) != nil, "\(line)")
    }
  }

  @Test("is read by Graphviz of the whole Korean record")
  func korea() throws {
    let dot = try Example.korea().run("export", "--format", "dot")
    #expect(dot.status == 0 && dot.complaint == "")
    let json = try run("dot", ["-Tjson0"], input: Array(dot.output.utf8))
    let graph = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let nodes = (graph["objects"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(nodes.contains("six-party-talks/yongbyon-shutdown"))
  }
}
