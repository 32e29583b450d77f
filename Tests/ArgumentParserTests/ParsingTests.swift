import ArgumentParser
import Testing

@Suite("Words become the values of a command")
struct ParsingTests {
  @Test("An option's value follows, is joined by an equals sign, or sticks to the letter")
  func spellings() throws {
    for words in [["--format", "csv"], ["--format=csv"], ["-f", "csv"], ["-fcsv"], ["-f=csv"]] {
      let command = try #require(try Tool.parseAsRoot(["export", "x"] + words) as? Export)
      #expect(command.format == .csv, "\(words)")
    }
  }

  @Test("What is not given has its default; properties without wrapper keep their value")
  func defaults() throws {
    let command = try export("out")
    #expect(command.file == "out")
    #expect(command.talks == [])
    #expect(command.format == .json)
    #expect(command.label == nil)
    #expect(command.sign)
    #expect(!command.force)
    #expect(command.tone == .calm)
    #expect(command.depth == nil)
    #expect(command.shared.database == "local")
    #expect(command.shared.verbose == 0)
    #expect(command.untouched == 7)
    #expect(command.absent == nil)
  }

  @Test("Options and positional words mix; repeated options collect, single ones keep the last")
  func mixed() throws {
    let command = try export(
      "--reader", "a", "out", "--reader=b", "t1", "--label", "x", "t2", "--label", "y", "-vvd", "pg",
      "--no-sign")
    #expect(command.reader == ["a", "b"])
    #expect(command.file == "out")
    #expect(command.talks == ["t1", "t2"])
    #expect(command.label == "y")
    #expect(command.shared.verbose == 2)
    #expect(command.shared.database == "pg")
    #expect(!command.sign)
  }

  @Test("After -- every word is positional")
  func terminator() throws {
    let command = try export("out", "--", "--force", "-", "--", "help")
    #expect(command.talks == ["--force", "-", "--", "help"])
    #expect(!command.force)
  }

  @Test("A flag chooses one value of a set")
  func enumerable() throws {
    #expect(try export("x", "--loud").tone == .loud)
    #expect(try export("x", "-b").depth == .brief)
    #expect(try export("x", "--full").depth == .full)
    #expect(try export("x", "--sign", "--no-sign", "--sign").sign)
  }

  @Test("An alias calls the command")
  func alias() throws {
    #expect(try Tool.parseAsRoot(["save", "x"]) is Export)
  }

  @Test("A captured argument gets everything from the first word it does not know")
  func passthrough() throws {
    func log(_ words: String...) throws -> Log {
      try #require(try Tool.parseAsRoot(["log"] + words) as? Log)
    }
    let some = try log("-q", "type", "slug", "--field=x", "-q", "--", "--help")
    #expect(some.quiet)
    #expect(some.words == ["type", "slug", "--field=x", "-q", "--", "--help"])
    #expect(try log("--field", "x").words == ["--field", "x"])
    #expect(try log("--", "-q").words == ["--", "-q"])
    #expect(try log().words == [])
  }

  struct Numbers: ParsableArguments {
    @Argument var values: [Double]
    @Option(name: .short) var offset: Int = 0
    @Option var small: UInt8?
    @Option var on: Bool = false
  }

  @Test("Numbers may be negative, and must fit their type")
  func numbers() throws {
    let numbers = try Numbers.parse(["-1.5", "2", "-o", "-3", "--small", "255", "--on", "true", "-.5"])
    #expect(numbers.values == [-1.5, 2, -0.5])
    #expect(numbers.offset == -3)
    #expect(numbers.small == 255)
    #expect(numbers.on)
    #expect(throws: (any Error).self) { try Numbers.parse(["1", "--small", "256"]) }
  }

  struct Odd: Error, CustomStringConvertible {
    var description: String { "only even numbers will do" }
  }

  struct Strategies: ParsableArguments {
    @Option(parsing: .upToNextOption) var many: [String] = ["none"]
    @Option(parsing: .unconditional) var raw: String?
    @Option(parsing: .unconditionalSingleValue) var each: [String] = []
    @Option(parsing: .scanningForValue) var scan: String?
    @Option(parsing: .remaining) var rest: [String] = []
    @Option(transform: { text in
      guard let number = Int(text), number.isMultiple(of: 2) else { throw Odd() }
      return number
    }) var even: Int?
    @Option(transform: { $0.count }) var lengths: [Int] = []
    @Flag(name: .customLong("old", withSingleDash: true)) var old = false
    @Argument(parsing: .allUnrecognized) var others: [String] = []
  }

  @Test("Each strategy takes the words it says")
  func strategies() throws {
    let first = try Strategies.parse([
      "--many", "a", "b", "-old", "--raw", "--each", "--each", "--raw", "--scan", "-old", "found", "--what",
      "-u", "x", "--rest", "--each", "--", "y",
    ])
    #expect(first.many == ["a", "b"])
    #expect(first.raw == "--each")
    #expect(first.each == ["--raw"])
    #expect(first.scan == "found")
    #expect(first.old)
    #expect(first.others == ["--what", "-u", "x"])
    #expect(first.rest == ["--each", "--", "y"])
    #expect(try Strategies.parse(["--many", "-old"]).many == ["none"])
  }

  @Test("A transformation makes the value, and its error is told")
  func transform() throws {
    let value = try Strategies.parse(["--even", "4", "--lengths", "abc", "--lengths", ""])
    #expect(value.even == 4)
    #expect(value.lengths == [3, 0])
    do {
      _ = try Strategies.parse(["--even", "3"])
      Issue.record("3 was accepted")
    } catch {
      #expect(
        Strategies.message(for: error)
          == "The value '3' is invalid for '--even <even>': only even numbers will do")
    }
  }

  struct After: ParsableArguments {
    @Argument var first: String
    @Argument(parsing: .postTerminator) var after: [String] = []
  }

  @Test("Words after -- can have an argument of their own")
  func postTerminator() throws {
    let value = try After.parse(["a", "--", "b", "-c"])
    #expect(value.first == "a")
    #expect(value.after == ["b", "-c"])
    #expect(throws: (any Error).self) { try After.parse(["a", "b"]) }
  }

  struct Choosing: ParsableCommand {
    struct Fallback: ParsableCommand {
      @Flag var fast = false
      @Argument var words: [String] = []
    }
    struct Other: ParsableCommand {}
    static let configuration = CommandConfiguration(
      subcommands: [Fallback.self, Other.self], defaultSubcommand: Fallback.self)
    @Flag var loud = false
  }

  @Test("A default subcommand gets the words that name no other")
  func defaultSubcommand() throws {
    let command = try #require(try Choosing.parseAsRoot(["--loud", "--fast", "x"]) as? Choosing.Fallback)
    #expect(command.fast)
    #expect(command.words == ["x"])
    #expect(try Choosing.parseAsRoot([]) is Choosing.Fallback)
    #expect(try Choosing.parseAsRoot(["other"]) is Choosing.Other)
  }

  struct Names: ParsableCommand {
    @Option var httpURLPath: String?
    @Option var snakeCase: String?
  }

  @Test("Names follow from properties and types: lower case, with dashes")
  func derivedNames() throws {
    let names = try Names.parse(["--http-url-path", "a", "--snake-case", "b"])
    #expect(names.httpURLPath == "a")
    #expect(names.snakeCase == "b")
    #expect(Names._commandName == "names")
  }

  @Test("The first or the last of several flags counts, as declared")
  func exclusivity() throws {
    struct Pair: ParsableArguments {
      @Flag(exclusivity: .chooseFirst) var first: Tone = .calm
      @Flag(name: .customLong("colour"), inversion: .prefixedEnableDisable) var colour: Bool
      @Flag var all: [Depth] = []
    }
    let pair = try Pair.parse(["--loud", "--calm", "--disable-colour", "-b", "--full", "-b"])
    #expect(pair.first == .loud)
    #expect(!pair.colour)
    #expect(pair.all == [.brief, .full, .brief])
  }
}
