import Answers
import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("A name that an answer is to choose by")
struct UnknownNamesTests {
  private static let process = "six-party-talks"
  /// The options that name something of the record, each with the noun for it.
  private static let nouns = [
    "--party": "party", "--of": "party", "--track": "track", "--issue": "issue", "--category": "category",
    "--proposal": "proposal", "--key": "source",
  ]

  /// Every question with every option of those that it has.
  private static let choices: [(question: String, option: String)] = Questions.all.flatMap { question in
    options(of: question).filter { nouns[$0] != nil }.map { (question.name, $0) }
  }

  private static func options<Asked: Question>(of type: Asked.Type) -> [String] {
    CommandDescription(AnswerCommand<Asked>.self).arguments.flatMap(\.names)
  }

  private func words(_ question: String) -> [String] {
    question == "search" ? ["search", "reactor"] : [question, Self.process]
  }

  @Test("is refused where nothing has it, by every question")
  func refused() throws {
    let program = try Example.korea()
    #expect(Self.choices.count == 19, "\(Self.choices)")
    for (question, option) in Self.choices {
      let outcome = try program.run(words(question) + [option, "no-such-thing"])
      let noun = question == "graph" ? "thing" : Self.nouns[option] ?? ""
      #expect(outcome.status == 65 && outcome.output == "", "\(question) \(option): \(outcome)")
      #expect(
        outcome.complaint.hasPrefix("parley: There is no \(noun) “no-such-thing”. "),
        "\(question) \(option): \(outcome.complaint)")
    }
  }

  @Test("is refused with the one that may be meant")
  func meant() throws {
    let program = try Example.korea()
    for (arguments, hint) in [
      (["measures", Self.process, "--party", "usa"], "us"), (["timeline", "--party", "iran"], "ir"),
      (["ledger", "--track", "denuclearisation"], "denuclearization"),
      (["freeze", "--category", "freezes"], "freeze"),
      (["positions", "us-dprk", "--issue", "sanctoins"], "sanctions"),
    ] {
      let complaint = try program.run(arguments).complaint
      #expect(complaint.contains(" Did you mean “\(hint)”?"), "\(arguments): \(complaint)")
    }
  }

  @Test("gives an empty answer where it is known and does not occur")
  func known() throws {
    let program = try Example.korea()
    // Iran is a state; sanctions-relief and the track are in other processes, or later.
    for arguments in [
      ["measures", Self.process, "--party", "ir"],
      ["timeline", "kedo", "--party", "ir"],
      ["ledger", "three-party-talks", "--track", "denuclearization"],
      ["timeline", "--track", "denuclearization", "--as-of", "1900-01-01"],
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.status == 0 && outcome.complaint == "", "\(arguments): \(outcome)")
    }
  }

  @Test("is refused by exports, of which nothing is written, and by served pages")
  func elsewhere() throws {
    let program = try Example.korea()
    for name in ["--party", "--track"] {
      let outcome = try program.run("export", "--format", "csv", name, "no-such-thing")
      #expect(outcome.status == 65 && outcome.output == "", "\(outcome)")
      #expect(outcome.complaint.contains("There is no "), "\(outcome.complaint)")
    }
    let served = try ServedRecord(program)
    let answers = try served.ask([
      Asked(path: "/\(Self.process)/measures?party=usa"), Asked(path: "/\(Self.process)/measures?party=us"),
    ])
    #expect(answers.map(\.status) == [400, 200])
    #expect(answers.first?.body.contains("There is no party “usa”. Did you mean “us”?") ?? false)
  }
}
