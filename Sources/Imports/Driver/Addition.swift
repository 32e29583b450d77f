import EventSourcing
import Recording
import Talks

/// An event that a line of a file asks to have recorded, under the id that it has in the log.
struct Addition {
  let role: AdditionRole
  let id: EventID
  let process: Slug
  /// The event as the line has it.
  let draft: Event
  /// In microseconds since 1970 UTC; nil for when it is recorded.
  let known: Int64?
  let by: String
  /// Whether the line comes from another copy of the record.
  var isCopied = false
  /// Whether the id was given, so that an event of this id in the log has to say the same.
  var isGiven = false
  /// Whether names of new things are proposals.
  var namesAreProposals = false
  /// The name of a table's row in messages; nil in other files.
  var row: String?

  /// Whether it tells of a happening without a date.
  var isUndated: Bool { draft.on == nil && !draft.type.isDescription && !draft.type.isEditorial }
}

/// What an addition is to its line.
enum AdditionRole: UInt8 {
  /// It introduces a party that its process may know already.
  case introduction
  /// It is what the line says.
  case statement
  /// It is one more of what a line says of several parties.
  case further
  /// It corrects how an earlier import understood the line.
  case correction
}

/// What was understood of a line: the events that it asks for, each with the event to be recorded, or nil where there is none.
struct Understood {
  typealias Item = (addition: Addition, decided: Event?)

  /// The number of the line, from 1.
  let number: Int
  var items: [Item] = []
}
