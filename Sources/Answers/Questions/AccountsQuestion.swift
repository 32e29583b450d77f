package import ArgumentParser
internal import ReadModels
internal import Talks

package struct AccountsQuestion: AnyProcessQuestion {
  package static let name = "accounts"
  package static let abstract = "Show the events that are told in several ways, with every account."
  package static let discussion = """
    The account by which answers go is marked with *. Corrections that differ and were made in two copies of the \
    record, neither knowing the other, are listed as a conflict.
    """
  package static let members: [JSONMember] = [.rows(AccountRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Flag(help: "Only those that nobody has weighed yet.")
  package var open = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, accounts) = try reader.consult(about: process, .rows(AccountRow.self, of: process))
    return context.answer(
      Self.self, accounts.filter { !open || $0.open },
      [
        Column("event", \.$event, .strong) { "\($0.event) \($0.eventName)" }, Column("what", \.$headline),
        Column("account", \.$account) { "\($0.account) \($0.accountName)\($0.preferred ? "*" : "")" },
        Column("according to", \.$accordingTo),
        Column("says", \.$says) { $0.denied ? "it did not happen" : $0.$says.wrappedValue.cell.plain },
        Column("standing", \.$open) { $0.conflict ? "conflict" : $0.open ? "open" : "resolved" },
        Column("remark", \.$because),
      ], whenEmpty: "No account differs from another.")
  }
}
