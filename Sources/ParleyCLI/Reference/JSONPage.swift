import Answers
import ReadModels

/// The JSON of every answer, from the declarations of questions and rows, and that of the commands that record.
enum JSONPage {
  static var text: String {
    var lines = [intro, ""]
    lines += table(common)
    lines += ["", afterCommon]
    for question in Questions.all { lines += section(question) }
    return (lines + ["", others]).joined(separator: "\n") + "\n"
  }

  private static func section(_ question: any Question.Type) -> [String] {
    let members = question.members.map { member in
      (member.name, member.content.inWords + (member.help.isEmpty ? "" : rest(member)))
    }
    return ["", "## \(question.name)", ""] + table(members) + question.members.flatMap(fields)
  }

  private static func rest(_ member: JSONMember) -> String {
    if case .rows = member.content { ": \(member.help)" } else { member.help }
  }

  /// The fields that are in no table and so not in tables.md.
  private static func fields(_ member: JSONMember) -> [String] {
    guard case .rows(let type) = member.content else { return [] }
    func own<R: Row>(_ type: R.Type) -> [String] {
      let fields = type is any Projected.Type ? R.fields.filter { $0.traits.contains(.derived) } : R.fields
      if fields.isEmpty { return [] }
      return ["", "Fields that are worked out with the answer:", ""]
        + table(fields.map { ($0.name, $0.meaning) })
    }
    return own(type)
  }

  private static func table(_ rows: [(name: String, help: String)]) -> [String] {
    ["| member | |", "|---|---|"] + rows.map { ReferencePages.row("`\($0.name)`", $0.help) }
  }

  private static let intro = """
    # JSON

    Every reading command prints one JSON object with `--json`. Members are sorted by name; none is ever left out; what
    is unknown is `null`. A member that is documented here or in [tables.md](tables.md) keeps its name and meaning; new
    ones may be added.

    Every answer has these members:
    """

  private static let common = [
    (
      "answer",
      "the question, such as `\"roster\"`; `\"balance\"` and `\"tracks by year\"` for those forms of others"
    ),
    ("process", "the process asked about; `null` for all"),
    ("as_of", "the day asked about, such as `\"2007-02-13\"`; `null` for today"),
    (
      "as_known",
      "the moment whose record was asked, such as `\"2008-06-30T23:59:59.999999Z\"`; `null` for all that is recorded"
    ), ("as_recorded", "the same for what was recorded by then"),
    ("according_to", "the party or source whose accounts were asked for; `null` for the preferred ones"),
    (
      "limits",
      "sentences that say where the record ends before that day, so that its silence means nothing; empty where it does not"
    ),
    ("ceiling", "the marking above which nothing counts, such as `\"GREEN\"`; `null` for all of the record"),
  ]

  private static let afterCommon = """
    A row is an object: the columns of a table, `process` and `why`. `why` names, for each column that holds something,
    the positions of the events on which its cell rests, corrections of them included. A column that is true or false
    holds `"unknown"` where dates leave it open. Columns of type `date` are texts such as `"2007-02-13"`; those that hold
    EDTF (`on_text`, `since`, `pledged` …) are the date as it was written.

        parley roster six-party-talks --as-of 2007-02-13 --json | jq -r '.rows[].party'

    With `--each day` or `--each month`, `show`, `roster` and `ledger` print such an object in a line for each of the days from
    `--from` to `--to`, as of that day.
    """

  private static let others = """
    ## log

    `parley log TYPE … --json` prints `position`, `version` (the event's place in its process), `new` (false if it had
    been recorded before under its id) and `event`, the journal line.

    ## events, watch

    A line an event: `position`, `recorded` (when the log took it in, such as `"2026-11-24T09:30:00.123456Z"`) and `event`,
    the journal line.

    ## doctor

    `status`, the gravest of all checks, and `checks`, objects of `name`, `status`, `message` (a sentence for people) and
    `numbers` (an object of integers; empty where there are none). A status is `"ok"`, `"warning"` (nothing is wrong yet, but
    somebody should look) or `"wrong"`. The exit status is 0 for the first two, 1 for the last; where looking fails, the
    object ends with the check that failed, and the exit status is that of the failure, such as 69 without a server.

    | `name` | `numbers` |
    |---|---|
    | `server` | `version`: PostgreSQL's major version |
    | `schema` | |
    | `positions`, `versions` | `wrong`: how many places are |
    | `tables` | `position` of the tables, `head` of the log, and `lag`, the events between |
    | `readability` | `position` of an event that cannot be read, one object each |
    | `followers` | one object for each named follower: `position`, `head` and `lag` |
    | `standbys` | one object for each standby: `lag_bytes` of the write-ahead log; only for roles that may see it (`pg_monitor`) |

    ## serve

    The pages of [`parley serve`](../serve.md) are those of the commands: `list`, `show`, the answers, `why`, `history` and
    `check`. What goes wrong is an object of `error`, a sentence. The data of a server-sent event `recorded` is an object of
    `position` and `process`.

    ## import

    | member | |
    |---|---|
    | `format` | `"journal"`, `"chronicle"`, `"csv"` or `"json"` |
    | `dry_run` | whether nothing was to be recorded |
    | `read` | lines that hold something |
    | `new`, `already_there` | events recorded now, and before |
    | `bad` | lines left out under `--keep-going` |
    | `undated` | new events without a date, but for definitions and the like |
    | `passed_over` | rows of a table that are no events: empty ones, captions, notes, and those that the map skips |
    | `erased_elsewhere` | the ids of events that a journal reports to be erased in another copy, and that are here |
    | `lost_names` | the names of which nothing but the name is known, since the events that say more were erased in another copy |
    | `unlinked` | objects of `line`, `title` and `reason`: what stands alone, because what it speaks of was not found |
    | `unclear` | objects of `line`, `title` and `reason`: what does not say for certain who acts |
    | `tied` | objects of `line`, `title` and `to`: what was found to speak of something earlier; that has `name`, `title` and `likeness` (0 to 100) |
    | `doubtful` | objects of `line`, `title`, `recorded` and `candidates`: what may speak of something earlier and stands alone so far, in the log already if `recorded`; candidates are as `to` |

    ## sources import

    `answer` (`"sources import"`), `format` (`"csl-json"` or `"bibtex"`), `dry_run`, `read` (entries of the file), `new`,
    `already_there`, `bad` (entries left out under `--keep-going`) and `changes`, objects of `key`, `field`, `before` and
    `after`: what the record said of a work, and what it says now.

    ## sync

    | member | |
    |---|---|
    | `dry_run` | whether nothing was to be recorded |
    | `rows` | rows of the file that the map does not pass over |
    | `new`, `amended`, `retracted`, `reappeared`, `replaced`, `unchanged` | how many rows came to that |
    | `erased` | rows whose events were erased, so that they are left out |
    | `passed_over` | rows that are no events |
    | `changes` | objects of `outcome` (one of the words above), `line` (`null` for a row that has gone), `row` (its key, or `null`), `title`, `set`: what is amended, as in an `event-amended`, `event`: the event that the row is, and `recorded`: the events that it took, the correction or the event itself. Events have `id` and `position`, `null` in a dry run where they are new |
    | `doubtful` | objects of `line`, `title` and `candidates`: the events that the row may be, each with `id`, `position`, `title` and `likeness` (0 to 100) |

    ## export --format json

    One object: `format` (`"parley-events/1"`), `title`, `filter` in words, `asOf`, `asKnown`, `asRecorded`, `accordingTo`, `tlp` (how the whole is
    marked), `ceiling` (the same where a ceiling was applied, else `null`), `events`, and `parties` with the names of those
    that occur. Each event has the members of its journal line ([events.md](events.md)) and `position`,
    `recorded`, `accountsThatDiffer`, `earliest` and `latest`: the days between which it happened, `null` where its date is open. Its sources are
    in full, also those that it cites by a key.
    """
}

extension JSONMember.Content {
  fileprivate var inWords: String {
    switch self {
    case .rows(let type):
      type is any Projected.Type ? "rows of [`read.\(type.name)`](tables.md#read\(type.name))" : "rows"
    case .other: ""
    }
  }
}
