import Exports
import Foundation
import Talks
import Testing

@Suite("The list of formats")
struct ExportFormatsTests {
  @Test("names what its folder holds, each once")
  func folder() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Exports/Formats")
    let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    #expect(files.sorted() == ExportFormats.all.map { "\($0)" }.sorted())
  }

  @Test("gives each a name, a file extension and a sentence of help")
  func descriptions() {
    #expect(Set(ExportFormats.all.map { $0.name }).count == ExportFormats.all.count)
    #expect(Set(ExportFormats.all.map { $0.fileExtension }).count == ExportFormats.all.count)
    for format in ExportFormats.all {
      #expect(format.help.hasSuffix("."))
      #expect(Slug(format.name) != nil)
      #expect(ExportFormats.format(named: format.name) == format)
    }
    #expect(ExportFormats.format(named: "xlsx") == nil)
  }

  @Test("is written by every format without an event, and always the same", arguments: ["", "x"])
  func empty(title: String) {
    for format in ExportFormats.all {
      let record = Record(title: title)
      #expect(record.export(format) == record.export(format))
    }
    #expect(Record().export(Journal.self) == "")
  }

  @Test("asks for its bytes to be taken when they are many")
  func buffer() {
    var buffer = ExportBuffer()
    buffer.write("a")
    #expect(!buffer.isLarge)
    buffer.write(String(repeating: "b", count: 70_000))
    #expect(buffer.isLarge)
    #expect(buffer.take().count == 70_001)
    #expect(buffer.take().isEmpty)
    #expect(!buffer.isLarge)
  }
}
