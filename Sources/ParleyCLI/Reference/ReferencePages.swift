/// The pages of docs/reference that follow from declarations; a test compares them with the folder.
enum ReferencePages {
  struct Page {
    let file: String
    let text: String
  }

  static var all: [Page] {
    [
      Page(file: "commands.md", text: CommandsPage.text),
      Page(file: "events.md", text: EventsPage.text),
      Page(file: "events.schema.json", text: EventsSchema.text),
      Page(file: "tables.md", text: TablesPage.text),
      Page(file: "json.md", text: JSONPage.text),
      Page(file: "limits.md", text: LimitsPage.text),
      Page(file: "exit-status.md", text: ExitStatusPage.text),
    ]
  }

  /// A row of a Markdown table.
  static func row(_ cells: String...) -> String {
    "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
  }
}
