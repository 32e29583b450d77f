/// The files of Assets, as text.
enum Asset {
  /// The style sheets of drawings and pages.
  static let pictureStyle = text(PackageResources.picture_css)
  static let pageStyle = text(PackageResources.page_css)
  /// The script of a page; the page is readable without it.
  static let script =
    "(() => {\n"
    + [
      PackageResources.model_js, PackageResources.list_js, PackageResources.marks_js,
      PackageResources.view_js, PackageResources.panel_js, PackageResources.controls_js,
    ].map { bare(text($0)) }.joined() + "})()\n"

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// A script without what is for its readers: lines of comment, and indentation.
  private static func bare(_ script: String) -> String {
    script.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
      .joined(separator: "\n") + "\n"
  }
}
