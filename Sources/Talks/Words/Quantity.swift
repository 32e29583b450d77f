/// An amount of something: `50000 t of heavy fuel oil`.
///
/// The unit says of what it is. Only amounts whose units are written alike can be added: tonnes of oil and tonnes of
/// rice are not one sum, nor are tonnes and tons.
package struct Quantity: Hashable, Sendable, CustomStringConvertible {
  package let amount: Amount
  package let unit: String

  package init(_ amount: Amount, _ unit: String) { (self.amount, self.unit) = (amount, unit) }

  package var description: String { "\(amount) \(unit)" }
}

/// An exact decimal number from zero, of at most fifteen digits before the point and six after it.
package struct Amount: Hashable, Comparable, Sendable, CustomStringConvertible {
  private var millionths: Int128

  package static let zero = Amount(millionths: 0)
  private static let places = 6
  private static let one: Int128 = 1_000_000

  private init(millionths: Int128) { self.millionths = millionths }

  /// Reads `50000` or `0.5`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...15).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let whole = Int128(parts[0])
    else { return nil }
    millionths = whole * Self.one
    guard parts.count == 2 else { return }
    guard (1...Self.places).contains(parts[1].utf8.count),
      let rest = Int128(parts[1] + String(repeating: "0", count: Self.places - parts[1].utf8.count))
    else { return nil }
    millionths += rest
  }

  package static func + (one: Amount, other: Amount) -> Amount {
    Amount(millionths: one.millionths + other.millionths)
  }

  package static func < (one: Amount, other: Amount) -> Bool { one.millionths < other.millionths }

  /// Whether a number may be a thousand grouped by a point, as in `1.000`, or a decimal number.
  static func isAmbiguous(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].utf8.count) && parts[0].first != "0"
      && parts[1].utf8.count == 3
  }

  /// Without zeros that say nothing: `0.5`.
  package var description: String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: Self.one)
    if rest == 0 { return String(whole) }
    let digits = String(Self.one + rest).dropFirst()
    return "\(whole).\(digits.reversed().drop { $0 == "0" }.reversed().map(String.init).joined())"
  }
}

extension Quantity: FieldValue {
  package static var kind: FieldKind { .quantity }
  package static var placeholder: Quantity { Quantity(.zero, "") }

  package init(typed text: String) throws(Malformed) {
    let words = text.split(separator: " ")
    guard let number = words.first, number.first?.isNumber ?? false else {
      throw Malformed("“\(text)” does not begin with an amount; write it such as 50000 t of heavy fuel oil.")
    }
    if Amount.isAmbiguous(number), Amount(number) != nil {
      throw Malformed(
        "“\(number)” may be \(number.filter { $0 != "." }), or a number with three decimals; write \(number.filter { $0 != "." }), or \(number)0 for the decimals."
      )
    }
    try self.init(number, words.dropFirst(), in: text)
  }

  /// - Parameter number: one that is what it says, whatever its number of decimals.
  private init(_ number: Substring, _ unit: some Collection<Substring>, in text: String) throws(Malformed) {
    guard let amount = Amount(number) else {
      let bare = number.filter { $0 != "," && $0 != "'" && $0 != "’" }
      let hint =
        bare != number && Amount(bare) != nil ? "write it such as \(bare)" : "write it such as 50000 or 0.5"
      throw Malformed(
        "“\(number)” is no amount that can be added: \(hint), with at most fifteen digits and six after the point."
      )
    }
    try self.init(amount, unit: unit.joined(separator: " "), in: text)
  }

  private init(_ amount: Amount, unit: String, in text: String) throws(Malformed) {
    let unit = try String(typed: unit.isEmpty ? "?" : unit)
    guard let first = unit.first, unit != "?", !first.isNumber, !".,".contains(first) else {
      throw Malformed("“\(text)” does not say of what; write it such as 50000 t of heavy fuel oil.")
    }
    self.init(amount, unit)
  }

  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Quantity {
    if tape.kind(node) == .string { return try Quantity(typed: tape.string(node)) }
    var reader = try FieldReader(tape, node)
    var (amount, unit) = ("", "")
    try reader.required("amount", &amount, "")
    try reader.required("unit", &unit, "")
    try reader.finish(known: ["amount", "unit"])
    // As it was written by `write`, which knows no groups of digits.
    return try Quantity(amount[...], unit.split(separator: " "), in: "\(amount) \(unit)")
  }

  package func write(_ json: inout JSONWriter) {
    var writer = FieldWriter()
    writer.add("amount", amount.description)
    writer.add("unit", unit)
    writer.write(&json)
  }

  package var typed: String {
    let number = amount.description
    return "\(number)\(Amount.isAmbiguous(number) ? "0" : "") \(unit)"
  }
}
