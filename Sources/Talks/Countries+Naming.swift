extension Countries {
  /// The code of the state or organisation that a text names: its name in ISO 3166, as an official name or as it is
  /// usual, or an abbreviation that stands for nothing else, such as `DPRK`.
  ///
  /// Marks, dots and the case of names make no difference; abbreviations are in capitals. Nil for codes of two or three
  /// letters, which may be something else (`AU`, `NLD`), and for names that several states have.
  package static func code(named text: String) -> String? {
    let text = trimmed(text)
    if let code = abbreviations[text.filter { $0 != "." }] { return code }
    if text.utf8.count > 3, let organisation = organisations[text] { return organisation }
    guard let key = Self.key(of: text) else { return nil }
    return names[key]
  }

  /// The code of the state with a code of ISO 3166-1, of two letters or three.
  package static func code(iso text: String) -> String? {
    let code = text.lowercased()
    if text != code && text != text.uppercased() { return nil }
    switch code.utf8.count {
    case 2: return states[code] == nil ? nil : code
    case 3: return longCodes[code]
    default: return nil
    }
  }

  /// The lines of ISO 3166: two letters, three letters, and the names.
  private static let lines = stateNames.split(separator: "\n").map { line in
    let parts = line.split(separator: " ", maxSplits: 2)
    return (code: String(parts[0]), long: parts[1].lowercased(), names: parts[2].split(separator: ";"))
  }
  private static let states = Dictionary(lines.map { ($0.code, $0.long) }) { first, _ in first }
  private static let longCodes = Dictionary(lines.map { ($0.long, $0.code) }) { first, _ in first }

  /// Ids of organisations, as they are and in capitals.
  private static let organisations = Dictionary(
    codes.filter { $0.utf8.count > 2 }.flatMap { [($0, $0), ($0.uppercased(), $0)] }
  ) { first, _ in first }

  private static let names: [String: String] = {
    let usual = codes.compactMap { code in name(code).map { ($0, code) } }
    let official = lines.flatMap { line in line.names.map { (String($0), line.code) } }
    let others = otherNames.split(separator: "\n").flatMap { line in
      line.dropFirst(3).split(separator: ";").map { (String($0), String(line.prefix(2))) }
    }
    var names: [String: String] = [:]
    for (name, code) in usual + official + others {
      if let key = key(of: name) { names[key] = code }
    }
    // Two states, each of which is meant by it somewhere.
    for name in ["Congo", "Korea", "Virgin Islands"] { names[key(of: name) ?? ""] = nil }
    return names
  }()

  /// A name for comparison: its letters and digits without case and marks; nil where a letter is not Latin.
  private static func key(of name: String) -> String? {
    var key = ""
    for word in Latin.plain(name).split(whereSeparator: {
      $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")"
    }) {
      let letters = word.lowercased().filter { $0.isLetter || $0.isNumber }
      guard letters.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
      if letters == "the" { continue }
      key += word == "&" ? "and" : letters
    }
    return key.isEmpty ? nil : key
  }

  /// What stands for nothing else in a table of states.
  private static let abbreviations = [
    "UK": "gb", "US": "us", "USA": "us", "UN": "un", "EU": "eu", "DPRK": "kp", "ROK": "kr", "PRC": "cn",
    "UAE": "ae", "DRC": "cd", "KSA": "sa", "FYROM": "mk", "UNO": "un",
  ]

  /// Names in use beside those of ISO 3166 and of ``table``: a code, and the names parted by `;`, a line.
  private static let otherNames = """
    ae Emirates; The Emirates
    ba Bosnia; Bosnia-Herzegovina; Bosnia & Herzegovina
    bn Brunei
    cd Congo-Kinshasa; Congo (Kinshasa); DR Congo; Congo, DR; D.R. Congo; Congo, Dem. Rep.; Democratic Republic of Congo
    cg Congo-Brazzaville; Congo (Brazzaville); Congo, Rep.; Congo Republic
    ci Ivory Coast
    cn People's Republic of China; Mainland China; PR China; China, People's Republic of
    cv Cabo Verde; Cape Verde
    cz Czech Republic
    gb Great Britain; Britain; United Kingdom of Great Britain
    fm Micronesia
    ir Iran
    kp DPR Korea; D.P.R. Korea; Korea, North; N. Korea; Korea, DPR; Korea, Dem. Rep.; Korea, Dem. People's Rep.
    kr Korea, South; S. Korea; Korea, Rep.; R.O. Korea
    la Laos; Lao PDR; Lao People's Democratic Republic
    mk Macedonia; The former Yugoslav Republic of Macedonia; Macedonia, FYR
    mm Burma; Myanmar (Burma); Burma/Myanmar
    nl Holland; The Netherlands
    ps Palestine; Palestinian Territories; Occupied Palestinian Territory
    ru Russia; Russian Fed.
    st Sao Tome and Principe
    sz Swaziland
    tl East Timor
    tr Turkey; Turkiye
    un United Nations Organization; United Nations Organisation
    us United States of America
    va Vatican; Vatican City; The Vatican
    ve Venezuela
    vn Vietnam
    eu European Union
    """
}
