/// The picture for publication.
package enum SVG: DossierFormat {
  package static let name = "svg"
  package static let help =
    "A picture of the rounds, contacts, agreements, measures and setbacks, for publication."
  package static let fileExtension = "svg"

  package static func write(_ dossier: Dossier) -> [UInt8] {
    let picture = Picture(dossier)
    return Array(Drawing.svg(of: picture, Arrangement.all(of: picture)[0], isAlone: true).utf8)
  }
}
