/// The picture for print.
package enum PDF: DossierFormat {
  package static let name = "pdf"
  package static let help = "The same picture for print; rsvg-convert makes it."
  package static let fileExtension = "pdf"
  package static let converter = ["rsvg-convert", "--format=pdf"]

  package static func write(_ dossier: Dossier) -> [UInt8] { SVG.write(dossier, isToBeConverted: true) }
}
