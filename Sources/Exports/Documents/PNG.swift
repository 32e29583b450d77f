/// The picture for slides and messages.
package enum PNG: DossierFormat {
  package static let name = "png"
  package static let help = "The same picture in 1,960 pixels across; rsvg-convert makes it."
  package static let fileExtension = "png"
  /// A very long record is drawn smaller: cairo makes nothing that is higher than 32,767 pixels.
  package static let converter = [
    "rsvg-convert", "--format=png", "--width=1960", "--height=32000", "--keep-aspect-ratio",
  ]

  package static func write(_ dossier: Dossier) -> [UInt8] { SVG.write(dossier, isToBeConverted: true) }
}
