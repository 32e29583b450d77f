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
        .heading(text), .paragraph(text), .list([text, text]),
        .table([text, "x"], [[text, text], ["", text]]),
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
    let rendered = try run(
      "cmark-gfm", ["-e", "table", "-e", "autolink", "-e", "strikethrough", "--unsafe"],
      input: Array(Self.hostile.markdown.utf8))
    for tag in ["<a", "<img", "<script", "<em", "<strong", "<del", "<div", "<pre", "<blockquote", "<ol"] {
      #expect(!rendered.contains(tag), "\(tag)")
    }
    func count(_ tag: String) -> Int { rendered.components(separatedBy: tag).count - 1 }
    #expect(count("<h2>") == Record.hostile.count && count("<li>") == 2 * Record.hostile.count)
    #expect(count("<table>") == Record.hostile.count && count("<tr>") == 3 * Record.hostile.count)
    #expect(!rendered.contains("\u{1B}") && !rendered.contains("\u{202E}"))
  }
}
