import Answers
import Exports

/// The pages that there are, from the list of questions.
enum ServedPages {
  /// The questions with a page under a process, in the order of a page's navigation.
  static let ofProcess = questions(on: .ofProcess)
  static let front = only(.front)
  static let process = only(.process)
  static let value = only(.ofValue)
  static let event = only(.event)

  static let pictureName = "picture"
  /// A standalone page with a picture.
  static let picture = DossierFormats.format(named: "html")

  /// The names of a process's pages.
  static let names = ofProcess.map { $0.name } + (picture == nil ? [] : [pictureName])

  private static func questions(on page: ServedPage) -> [any Question.Type] {
    Questions.all.filter { $0.page == page }
  }

  private static func only(_ page: ServedPage) -> any Question.Type {
    guard let question = questions(on: page).first else { preconditionFailure("No question is on \(page).") }
    return question
  }
}
