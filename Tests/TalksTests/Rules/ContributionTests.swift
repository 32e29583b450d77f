import Talks
import Testing

@Suite("How much was promised and given")
struct ContributionTests {
  private func words(_ contribution: Contribution) -> String {
    "\(contribution.givers.map(\.description).joined(separator: "+")) \(contribution.measure): \(contribution.given.words) of \(contribution.pledged.words) \(contribution.unit)"
  }

  private func pledged(_ name: String, _ party: String, _ amount: String, _ on: String = "2007-02-13")
    -> String
  {
    #""form":2,"type":"measure-pledged","as":"\#(name)","party":"\#(party)","quantity":"\#(amount)","on":"\#(on)""#
  }

  private func given(_ name: String, _ party: String, _ amount: String, _ on: String) -> String {
    #""form":2,"type":"measure-implemented","measure":"\#(name)","party":"\#(party)","quantity":"\#(amount)","on":"\#(on)""#
  }

  private func contributions(_ lines: [String], asOf day: String? = nil) throws -> [String] {
    try Story(lines).state(asOf: day).contributions.map(words)
  }

  @Test("adds up deliveries of one unit by giver, and never those of two units")
  func units() throws {
    let lines = [
      pledged("oil", "us", "200000 t of heavy fuel oil"),
      given("oil", "us", "46000 t of heavy fuel oil", "2007-11"),
      given("oil", "us", "54000.5 t of heavy fuel oil", "2008-03"),
      given("oil", "kr", "5010 t of steel", "2007-12"),
      given("oil", "us", "10 tons of heavy fuel oil", "2008-04"),
    ]
    // 46000 + 54000.5 = 100000.5; steel, tons and South Korea stand alone.
    #expect(
      try contributions(lines) == [
        "us oil: 100000.5 of 200000 t of heavy fuel oil", "kr oil: 5010 of 0 t of steel",
        "us oil: 10 of 0 tons of heavy fuel oil",
      ])
  }

  @Test("counts what is certain by a day, and what may be")
  func doubt() throws {
    let lines = [
      pledged("oil", "us", "100 t"), given("oil", "us", "40 t", "2007-03-01"),
      given("oil", "us", "60 t", "2007-04"),
    ]
    #expect(try contributions(lines, asOf: "2007-02-28") == ["us oil: 0 of 100 t"])
    #expect(try contributions(lines, asOf: "2007-04-10") == ["us oil: 40 to 100 of 100 t"])
    #expect(try contributions(lines, asOf: "2007-04-30") == ["us oil: 100 of 100 t"])
  }

  @Test("does not take for nothing what nobody said the amount of")
  func unmeasured() throws {
    func done(_ party: String, _ on: String) -> String {
      #""type":"measure-implemented","measure":"oil","party":"\#(party)","on":"\#(on)""#
    }
    let promise = pledged("oil", "us", "300 t")
    let confirmed = #""type":"measure-verified","measure":"oil","party":"iaea","on":"2007-05-01""#
    #expect(try contributions([promise]) == ["us oil: 0 of 300 t"], "nothing was given")
    let whole = [promise, done("us", "2007-04-01"), confirmed]
    #expect(try contributions(whole) == ["us oil: not recorded of 300 t"])
    #expect(try contributions(whole, asOf: "2007-03-31") == ["us oil: 0 of 300 t"])
    #expect(try contributions([promise, confirmed]) == ["us oil: not recorded of 300 t"])
    #expect(try contributions([promise, done("kr", "2007-04-01")]) == ["us oil: not recorded of 300 t"])
    // 100 t are recorded, and that more was given is.
    #expect(
      try contributions([promise, given("oil", "us", "100 t", "2007-03-01"), done("us", "2007-04-01")])
        == ["us oil: 100 or more of 300 t"])
    #expect(
      try contributions([
        promise, given("oil", "us", "100 t", "2007-03-01"), given("oil", "kr", "50 t", "2007-03-02"),
        done("us", "2007-04-01"),
      ]) == ["us oil: 100 or more of 300 t", "kr oil: 50 of 0 t"], "what South Korea gave is known")
  }

  @Test("does not know how much was given while a delivery lasts")
  func lasting() throws {
    // 100 t given from 1 to 3 March: on 2 March anything from none to all of it.
    let lines = [pledged("oil", "us", "100 t"), given("oil", "us", "100 t", "2007-03-01/2007-03-03")]
    #expect(try contributions(lines, asOf: "2007-02-28") == ["us oil: 0 of 100 t"])
    #expect(try contributions(lines, asOf: "2007-03-02") == ["us oil: 0 to 100 of 100 t"])
    #expect(try contributions(lines, asOf: "2007-03-03") == ["us oil: 100 of 100 t"])
    #expect(try contributions(lines) == ["us oil: 100 of 100 t"])
  }

  @Test("takes a promise made anew in the place of the one before")
  func anew() throws {
    let again =
      #""form":2,"type":"measure-pledged","measure":"oil","party":"us","quantity":"80 t","on":"2007-05""#
    #expect(try contributions([pledged("oil", "us", "100 t"), again]) == ["us oil: 0 of 80 t"])
    #expect(
      try contributions([pledged("oil", "us", "100 t"), again], asOf: "2007-05-10") == [
        "us oil: 0 of 80 to 100 t"
      ])
    #expect(
      try contributions([pledged("oil", "us", "100 t", "2007-05")], asOf: "2007-05-10") == [
        "us oil: 0 of 0 to 100 t"
      ])
  }

  @Test("does not divide what several give as one")
  func joint() throws {
    let lines = [
      #""form":2,"type":"measure-implemented","as":"oil","party":"us","with":["cn"],"quantity":"30 t","on":"2007""#,
      given("oil", "cn", "5 t", "2008"),
    ]
    #expect(try contributions(lines) == ["cn+us oil: 30 of 0 t", "cn oil: 5 of 0 t"])
  }
}

@Suite("A quantity")
struct QuantityTests {
  @Test("is an exact amount and what it is of, as it was written")
  func reading() throws {
    for (text, words) in [
      ("50000 t of heavy fuel oil", "50000 t of heavy fuel oil"), ("0.50  t", "0.5 t"),
      ("007 prisoners", "7 prisoners"),
      ("999999999999999.999999 won", "999999999999999.999999 won"), ("0 €", "0 €"),
    ] { #expect(try Quantity(typed: text).typed == words) }
    let tenth = try #require(Amount("0.1"))
    #expect((0..<10).reduce(Amount.zero) { sum, _ in sum + tenth } == Amount("1"), "no binary fractions")
  }

  @Test("with a point and three digits after it is asked about, as which of two numbers it is")
  func grouped() throws {
    for (text, whole) in [("1.000", "1000"), ("12.345", "12345"), ("999.999", "999999")] {
      let error = #expect(throws: Malformed.self) { try Quantity(typed: "\(text) t of oil") }
      #expect(
        error?.reason
          == "“\(text)” may be \(whole), or a number with three decimals; write \(whole), or \(text)0 for the decimals."
      )
    }
    // What can be one number only is not asked about.
    for (text, amount) in [
      ("0.500", "0.5"), ("1.0000", "1"), ("1000.000", "1000"), ("1.00", "1"), ("2.5", "2.5"),
    ] {
      #expect(try Quantity(typed: "\(text) t").amount == Amount(amount))
    }
  }

  @Test("with three decimals can be amended and read again")
  func decimals() throws {
    let quantity = try Quantity(typed: "1.2340 t")
    #expect(quantity.description == "1.234 t" && quantity.typed == "1.2340 t")
    #expect(try Quantity(typed: quantity.typed) == quantity)
    let line =
      #"{"type":"measure-implemented","party":"kp","on":"2007","quantity":{"amount":"1.234","unit":"t"}}"#
    var tape = JSONTape()
    try tape.parse(Array(line.utf8))
    let place = try #require(tape.member("quantity", of: JSONTape.root))
    #expect(try Quantity.read(tape, place) == quantity)
  }

  @Test(
    "is refused with what to write",
    arguments: [
      ("50,000 t", "50000"), ("1'000 t", "1000"), ("1.2.3 t", "50000 or 0.5"), ("1e6 t", "50000 or 0.5"),
      ("1000000000000000 t", "fifteen digits"), ("0.1234567 t", "six after the point"), ("50000", "of what"),
      ("50 000 t", "of what"), ("t 5", "begin with an amount"), ("-5 t", "begin with an amount"),
      ("", "amount"),
    ])
  func refused(text: String, advice: String) {
    let error = #expect(throws: Malformed.self) { try Quantity(typed: text) }
    #expect(error?.reason.contains(advice) ?? false, "\(error?.reason ?? "")")
  }
}
