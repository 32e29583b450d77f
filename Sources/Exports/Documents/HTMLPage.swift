/// The picture as a page to explore, in one file.
package enum HTMLPage: DossierFormat {
  package static let name = "html"
  package static let help = "A page to explore the picture, with every event and its sources, in one file."
  package static let fileExtension = "html"

  package static func write(_ dossier: Dossier) -> [UInt8] { Array(PicturePage(dossier).html.utf8) }
}
