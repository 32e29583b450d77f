import Foundation
import Imports
import Testing

@Suite("The list of import formats")
struct FormatListTests {
  @Test("names every file of its folder")
  func folder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Imports/Formats").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .map { String($0.dropLast(".swift".count)) }
    #expect(files.sorted() == ImportFormats.all.map { String(describing: $0) }.sorted())
  }

  @Test("gives each its own name and a sentence of help")
  func words() {
    #expect(Set(ImportFormats.all.map { $0.name }).count == ImportFormats.all.count)
    #expect(ImportFormats.all.allSatisfy { $0.help.hasSuffix(".") })
  }

  @Test("suggests the name that was meant")
  func unknown() {
    #expect(throws: ImportError.unknownFormat("cronicle")) { try ImportFormats.named("cronicle") }
    #expect(ImportError.unknownFormat("cronicle").description.hasSuffix("Did you mean “chronicle”?"))
  }
}
