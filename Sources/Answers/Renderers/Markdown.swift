package import Exports

extension Report {
  /// An answer as a document to be read, in Markdown or in HTML.
  ///
  /// - Parameter label: with whom it may be shared, such as `TLP:GREEN`.
  package init(_ answer: Answer, label: String) {
    self.init(title: answer.title ?? answer.name, label: label)
    blocks += answer.lead.map(Block.paragraph)
    blocks += answer.premises.flatMap { Self.blocks($0) }
    for section in answer.sections where !section.headings.isEmpty {
      let lines = section.lines.map { $0.cells.map(\.text) }
      if lines.isEmpty && section.whenEmpty == nil { continue }
      if let title = section.title { blocks.append(.heading(title)) }
      if lines.isEmpty {
        blocks.append(.paragraph(section.whenEmpty ?? ""))
      } else if section.layout == .list {
        blocks.append(.list(lines.map { $0.joined(separator: " ") }))
      } else {
        blocks.append(.table(section.headings.map(\.title), lines))
      }
      blocks += section.remarks.map(Block.paragraph)
    }
    blocks += answer.facts.flatMap { Self.blocks($0) }
    blocks += answer.closing.filter { !$0.isEmpty }.map(Block.paragraph)
  }

  private static func blocks(_ fact: Fact) -> [Block] {
    fact.values.isEmpty ? [] : [.heading(fact.label), .list(fact.values)]
  }
}
