/// The place of an event among others of the same moment, in the usual course of talks.
///
/// Dates are often no finer than a day. What happened on one day is told in this order, and not in that in which it
/// was recorded, which is another in every copy of a record.
package enum UsualCourse: Int, Sendable, Comparable {
  /// Says what something is or how it is seen.
  case describes
  case plans
  /// Somebody comes in, or what stood still goes on; of a thing that was in motion, only after it has stopped.
  case resumes
  case opens
  /// The parties meet.
  case meets
  case speaks
  /// Something new is put forward.
  case names
  case answers
  case acts
  case confirms
  /// Something is stopped or undone, or somebody leaves.
  case stops
  case ends

  package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension Event {
  /// Its place among others of the same moment: as its type declares it, or else by its other traits.
  var course: UsualCourse {
    if let declared = type.course { return declared }
    let subject = subject
    if type.isTimeless || type.isDescription { return subject == nil ? .describes : .confirms }
    if case .planned? = detail.schedule { return .plans }
    switch detail.turn {
    case .opens?: return .opens
    case .resumes?: return .resumes
    case .suspends?: return .stops
    case .closes?: return .ends
    case .goesOn?, nil: break
    }
    switch detail.presence {
    case .invites?: return .plans
    case .joins?, .returns?: return .resumes
    case .leaves?: return .stops
    case .attends?, nil: break
    }
    if let meeting = detail.meeting { return meeting == .round ? .meets : .speaks }
    switch subject {
    case nil: return .speaks
    case .new?: return .names
    case .existing?: return type.movement == .back ? .stops : .answers
    }
  }
}
