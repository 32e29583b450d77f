import Foundation
import TestSupport
import Testing

@testable import Exports

@Suite("A report")
struct ReportTests {
  /// Every hostile text in every place where a report has text.
  private static var hostile: Report {
    var report = Report(title: Record.hostile.joined(separator: " "), label: "TLP:CLEAR")
    for text in Record.hostile {
      report.blocks += [
        .heading(text), .paragraph(text), .list([text, text]), .table([text, "x"], [[text, text], ["", text]]),
      ]
    }
    return report
  }

  @Test("is a valid page that runs nothing and shows texts as texts", .needsPythonPackages)
  func html() throws {
    let script = """
      import base64, hashlib, html5lib
      parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
      tree = parser.parse(sys.stdin.buffer.read()).getroot()
      policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
      style = tree.xpath("//style")[0].text
      digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
      print(json.dumps({
          "errors": [str(error) for error in parser.errors],
          "policy": policy.replace(digest, "…"),
          "elements": sorted({element.tag for element in tree.iter()}),
          "paragraphs": [element.text_content() if hasattr(element, "text_content") else "".join(element.itertext())
                         for element in tree.xpath("//p")][1:],
          "columns": sorted({len(row) for row in tree.xpath("//tr")})}))
      """
    let found = try #require(
      try python(script, input: Array(Self.hostile.html.utf8), by: PythonPackages.python) as? [String: Any])
    #expect((found["errors"] as? [String])?.isEmpty == true)
    #expect(
      found["policy"] as? String
        == "default-src 'none'; style-src 'sha256-…'; base-uri 'none'; form-action 'none'")
    let elements = Set(found["elements"] as? [String] ?? [])
    #expect(elements.isDisjoint(with: ["script", "img", "a", "div", "b", "i"]), "\(elements)")
    #expect((found["paragraphs"] as? [String])?.count == Record.hostile.count)
    #expect(found["columns"] as? [Int] == [2])
  }

  @Test("is Markdown in which nothing of a text is markup")
  func markdown() throws {
    let text = Self.hostile.markdown
    #expect(!text.contains("<script>") && !text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(!text.contains("](http"))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("- ") } == 2 * Record.hostile.count)
    #expect(lines.count { $0 == "| --- | --- |" } == Record.hostile.count)
  }
}
