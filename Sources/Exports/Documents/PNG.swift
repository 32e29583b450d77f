/// The picture for slides and messages.
package enum PNG: DossierFormat {
  package static let name = "png"
  package static let help = "The same picture in 1,960 pixels across; rsvg-convert makes it."
  package static let fileExtension = "png"
  package static let converter = ["rsvg-convert", "--format=png", "--zoom=2"]

  package static func write(_ dossier: Dossier) -> [UInt8] { SVG.write(dossier) }
}
