import Exports
import Foundation
import Talks
import Testing

@Suite("The list of formats")
struct ExportFormatsTests {
  private func files(_ folder: String) throws -> [String] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Exports/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }.sorted()
  }

  @Test("names what its folder holds, each once")
  func folder() throws {
    #expect(try files("Formats") == ExportFormats.all.map { "\($0)" }.sorted())
    #expect(try files("Documents") == DossierFormats.all.map { "\($0)" }.sorted())
  }

  @Test("gives each a name, a file extension and a sentence of help")
  func descriptions() {
    let all =
      ExportFormats.all.map { ($0.name, $0.fileExtension, $0.help) }
      + DossierFormats.all.map { ($0.name, $0.fileExtension, $0.help) }
    #expect(Set(all.map(\.0)).count == all.count)
    for (name, fileExtension, help) in all {
      #expect(help.hasSuffix("."))
      #expect(Slug(name) != nil)
      #expect(!fileExtension.isEmpty)
    }
    for format in ExportFormats.all { #expect(ExportFormats.format(named: format.name) == format) }
    for format in DossierFormats.all { #expect(DossierFormats.format(named: format.name) == format) }
    #expect(ExportFormats.format(named: "docx") == nil)
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
