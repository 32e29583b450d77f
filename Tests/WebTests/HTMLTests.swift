import Testing

@testable import Web

@Suite("HTML")
struct HTMLTests {
  @Test("holds a text as text, in tags and in quotes")
  func escaping() {
    let word = "<b title=\"x\" id='y'>&amp;</b>"
    let page: HTML = "<p title=\"\(word)\">\(word)</p>"
    let shown = "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
    #expect(page.text == "<p title=\"\(shown)\">\(shown)</p>")
  }

  @Test("holds markup as markup, numbers, lists and addresses")
  func markup() {
    let items: [HTML] = ["a", "<", "\(5)"].map { "<li>\($0 as String)</li>" }
    let address = Address(["a&b", "\"'<"], query: [("q", "1&2")])
    var page: HTML = "<ul>\(items)</ul>"
    page += "<a href=\"\(address)\">\(-7)</a>"
    #expect(
      page.text
        == "<ul><li>a</li><li>&lt;</li><li>5</li></ul><a href=\"/a%26b/%22%27%3C?q=1%262\">-7</a>")
  }

  @Test(
    "has a sign in the place of what it cannot hold or what would reorder the text after it",
    arguments: [
      0x00, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFDEF, 0xFFFE,
      0xFFFF, 0x1FFFE, 0x10FFFF,
    ] as [UInt32])
  func harmful(value: UInt32) throws {
    let text = "a\(Character(try #require(Unicode.Scalar(value))))b"
    let page: HTML = "\(text)"
    #expect(page.text == "a\u{FFFD}b")
  }

  @Test(
    "keeps what is harmless", arguments: ["\t\n\r", "é 韓 \u{1F600}", "\u{200D}\u{2068A}", "\u{A0}\u{2029}"])
  func harmless(text: String) {
    let page: HTML = "\(text)"
    #expect(page.text == text)
  }
}
