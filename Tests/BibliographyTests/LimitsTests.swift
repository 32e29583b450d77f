import Bibliography
import Talks
import TestSupport
import Testing

@Suite("A bibliography that is made to cost much")
struct LimitsTests {
  private func read(_ text: String) throws -> BibliographyReading { try BibTeX.reading(Array(text.utf8)) }

  @Test("ends with a sentence where its strings double forty times")
  func doubling() throws {
    let strings = (1...40).map { "@string{s\($0) = s\($0 - 1) # s\($0 - 1)}" }
    let text = (["@string{s0 = {0123456789}}"] + strings + ["@misc{k, title = s40}"]).joined(separator: "\n")
    let reading = try read(text)
    #expect(reading.entries.isEmpty)
    #expect(
      reading.faults.first?.reason
        == "With its @strings the file is more than 16 times as long; write out what this one stands for.")
    #expect(reading.made <= 16 * text.utf8.count + (64 << 10))
  }

  @Test("is taken up to sixteen times its length and 64 KiB")
  func expansion() throws {
    // 10,000 bytes in the string and in each field.
    let string = "@string{s = {\(String(repeating: "x", count: 10_000))}}\n"
    func text(_ count: Int) -> String {
      string + (0..<count).map { "@misc{k\($0), title = s}\n" }.joined()
    }
    // 16 × (10,015 + 22) + 65,536 bytes are room for 22 of them.
    #expect(try read(text(21)).faults.isEmpty)
    let over = try read(text(25))
    #expect(
      over.entries.count > 20 && over.entries.count < 25 && over.faults.count == 25 - over.entries.count)
  }

  @Test("is read again no more than twice after entries that do not end")
  func unended() throws {
    let text = String(repeating: "@a{k,x={\n", count: 5_000)
    let reading = try read(text)
    #expect(
      reading.faults.last?.reason
        == "The file is not read beyond here, since too many entries above do not end; mend the first.")
    #expect(reading.passed <= 3 * text.utf8.count, "\(reading.passed)")
  }

  @Test("costs no more than its limits, whatever stands in it")
  func fuzz() throws {
    var dice = Dice(seed: 10)
    let pieces = [
      "@string{a = {xx}}\n", "@string{b = a # a}\n", "@string{a = b # b}\n", "@misc{k, title = a # b}\n",
      "@misc{k", "\n@", "{", "}", "\"", "#", ",", "=", "title", " a ", "\n", "\\'{e}", "@comment{", "(", ")",
    ]
    var (made, passed) = (0.0, 0.0)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...400, using: &dice))
        .map { _ in pieces[Int.random(in: pieces.indices, using: &dice)] }.joined()
      let reading = try read(text)
      let length = Double(text.utf8.count)
      made = max(made, Double(reading.made - (64 << 10)) / length)
      passed = max(passed, Double(reading.passed) / length)
    }
    #expect(made <= 16, "\(made)")
    #expect(passed > 0.5 && passed <= 3, "\(passed)")
  }
}
