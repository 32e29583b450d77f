extension Malformed {
  /// A name that nothing has, with the one that may be meant.
  ///
  /// - Parameter known: the names that there are.
  /// - Parameter advice: what to do where none of them is meant, as a sentence.
  package static func unknown(
    _ noun: String, _ name: String, among known: some Collection<String>, advice: String, field: String? = nil
  ) -> Malformed {
    complaint(noun, name, hint: nearest(name, among: few(known)), advice, field)
  }

  /// The same of a party, which may have been called by the name of a state or by another code of it.
  package static func unknownParty(
    _ name: String, among known: some Collection<String>, advice: String, field: String? = nil
  ) -> Malformed {
    let state =
      Countries.code(named: name) ?? Countries.code(named: name.uppercased()) ?? Countries.code(iso: name)
    return complaint("party", name, hint: state ?? nearest(name, among: few(known)), advice, field)
  }

  /// The names in an order that is always the same; none where they are too many to look for one like another.
  private static func few(_ names: some Collection<String>) -> [String] {
    names.count > InputLimits.hints.value ? [] : names.sorted()
  }

  private static func complaint(
    _ noun: String, _ name: String, hint: String?, _ advice: String, _ field: String?
  ) -> Malformed {
    let hint = hint.map { " Did you mean “\($0)”?" } ?? ""
    return Malformed("There is no \(noun) “\(name)”.\(hint) \(advice)", field: field)
  }
}
