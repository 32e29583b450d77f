import EventSourcing
package import Talks

/// Events of every type about one process, made by chance from the declarations of their fields.
///
/// No two begin at the same time, so that their order does not rest on the order of arrival; what one refers to
/// is named by another.
package struct RandomHistory {
  package private(set) var events: [Event] = []
  private var dice: Dice
  private var named: [ThingKind: Int] = [:]
  private var index = 0

  /// - Parameter isCorrected: whether there are events that correct or dispute others, which `new` numbers from 1.
  package init(seed: UInt64, count: Int, isCorrected: Bool = false) throws {
    dice = Dice(seed: seed)
    // What is moved away is of no use in a history of one process.
    let all = Catalogue.all.filter { (isCorrected || !$0.isEditorial) && $0 != EventMoved.self }
    let types = (0..<count).map { _ in all[Int.random(in: all.indices, using: &dice)] }
    let naming = types.map { $0.subjectKind != nil && Bool.random(using: &dice) }
    for (type, isNaming) in zip(types, naming) where isNaming {
      if let kind = type.subjectKind { named[kind, default: 0] += 1 }
    }
    var next: [ThingKind: Int] = [:]
    var days = Array(0..<3650)
    days.shuffle(using: &dice)
    for (index, type) in types.enumerated() {
      self.index = index
      var members = [
        "\"process\":\"talks\"", "\"type\":\"\(type.name)\"", "\"on\":\"\(begins(days[index]))\"",
      ]
      if type.version > 1 { members.append("\"form\":\(type.version)") }
      var isNaming = naming[index]
      if let kind = type.subjectKind, named[kind] == nil {
        isNaming = true
        named[kind] = 1
      }
      // All is known to whoever corrects something, as in a record that was never copied.
      for field in Event.commonFields + type.fields where !["on", "saw"].contains(field.name) {
        if field.name == "as", let kind = type.subjectKind {
          guard isNaming else { continue }
          members.append("\"as\":\"\(kind.rawValue)-\(next[kind, default: 0])\"")
          next[kind, default: 0] += 1
        } else if let kind = type.subjectKind, field.name == "\(kind.fieldName)" {
          if !isNaming { members.append("\"\(field.name)\":\(thing(kind))") }
        } else if let value = value(of: field) {
          members.append("\"\(field.name)\":\(value)")
        }
      }
      var tape = JSONTape()
      try tape.parse(Array("{\(members.joined(separator: ","))}".utf8))
      events.append(try JournalLine(tape).event)
    }
  }

  private func day(_ number: Int) -> String { CivilDay(days: 10_957 + Int32(number)).description }

  private mutating func begins(_ number: Int) -> String {
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: "\(day(number))/\(day(number + Int.random(in: 1...40, using: &dice)))"
    case 1: "[\(day(number))..\(day(number + Int.random(in: 1...40, using: &dice)))]"
    case 2: "\(day(number))?"
    default: day(number)
    }
  }

  private mutating func thing(_ kind: ThingKind) -> String {
    "\"\(kind.rawValue)-\(Int.random(in: 0..<max(1, named[kind] ?? 1), using: &dice))\""
  }

  private mutating func value(of field: FieldDescription) -> String? {
    switch field.need {
    case .required: return one(field)
    case .optional: return Bool.random(using: &dice) ? one(field) : nil
    case .list:
      let count = Int.random(in: 0...2, using: &dice)
      return "[\((0..<count).compactMap { _ in one(field) }.joined(separator: ","))]"
    }
  }

  private mutating func one(_ field: FieldDescription) -> String? {
    switch field.kind {
    case .text: field.name == "zone" ? "\"UTC\"" : "\"text \(Int.random(in: 0..<5, using: &dice))\""
    case .number: "\(Int.random(in: 1...3, using: &dice))"
    case .bool: "\(Bool.random(using: &dice))"
    case .date: "\"\(day(Int.random(in: 0..<3650, using: &dice)))\""
    case .party: "\"\(["us", "kp", "cn", "kr", "jp", "ru"].randomElement(using: &dice) ?? "us")\""
    case .slug, .citationKey: "\"\(["peace", "sanctions"].randomElement(using: &dice) ?? "peace")\""
    case .reference(let kind?): thing(kind)
    case .reference(nil): named.keys.sorted { $0.rawValue < $1.rawValue }.first.map { thing($0) }
    case .place: #"{"name":"Beijing","country":"cn","latitude":"39.90","longitude":"116.40"}"#
    case .event: "\"\(EventID(high: 0x7000, low: UInt64(Int.random(in: 0...max(1, index), using: &dice))))\""
    case .clause:
      [
        #""peace | ask of us, kp | sanctions | text 1""#, #""peace | offer | | text 2""#,
        #""sanctions | term | | text 3""#,
      ].randomElement(using: &dice)
    case .origin: "\"table#\(Int.random(in: 0..<9, using: &dice))\""
    case .period: "\"P\(Int.random(in: 1...200, using: &dice))D\""
    case .quantity:
      "{\"amount\":\"\(Int.random(in: 1...9, using: &dice))\",\"unit\":\"\(Bool.random(using: &dice) ? "t" : "t of oil")\"}"
    case .change:
      ["\"on=\(begins(Int.random(in: 0..<3650, using: &dice)))\"", #""title=Another title""#, #""party=cn""#]
        .randomElement(using: &dice)
    case .source:
      Bool.random(using: &dice)
        ? #"{"title":"A page","publisher":"A press","reliability":"C"}"# : #""@peace, p. 4 [2]""#
    case .oneOf(_, let words): words.randomElement(using: &dice).map { "\"\($0)\"" }
    }
  }
}
