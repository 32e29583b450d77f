package import EventSourcing
internal import Talks

extension EventLog {
  /// Throws `NoSuchProcess` where nothing is recorded of a process.
  package func check(_ process: String) throws {
    if try !holds(process) { throw NoSuchProcess(process: process, known: try streams(after: 0)) }
  }
}

/// A question about a process of which nothing was known at the time.
package struct NothingKnown: Error, CustomStringConvertible {
  package let process: String

  package init(process: String) { self.process = process }

  package var description: String {
    "Nothing was known of “\(process)” then; ask for a later time with --as-known."
  }
}

/// A question about a process without any record.
package struct NoSuchProcess: Error, CustomStringConvertible {
  package let process: String
  /// The processes that there are.
  package let known: [String]

  package var description: String {
    if known.isEmpty { return "The log is empty; record something with “parley log” or “parley import”." }
    let hint = nearest(process, among: known).map { " Did you mean “\($0)”?" } ?? ""
    return "There is no process “\(process)”.\(hint) “parley list” shows them all."
  }
}
