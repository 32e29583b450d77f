/// The picture for publication.
package enum SVG: DossierFormat {
  package static let name = "svg"
  package static let help =
    "A picture of the rounds, contacts, agreements, measures and setbacks, for publication."
  package static let fileExtension = "svg"

  package static func write(_ dossier: Dossier) -> [UInt8] { write(dossier, isToBeConverted: false) }

  /// - Parameter isToBeConverted: whether it is only a step on the way to another format.
  static func write(_ dossier: Dossier, isToBeConverted: Bool) -> [UInt8] {
    let picture = Picture(dossier)
    let arrangement = Arrangement.printed(of: picture)
    return Array(
      Drawing.svg(of: picture, arrangement, isAlone: true, isToBeConverted: isToBeConverted).utf8)
  }
}
