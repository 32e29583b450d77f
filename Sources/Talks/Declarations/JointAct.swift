/// An event type of an act that several parties may do as one.
package protocol JointAct: EventType {
  /// Who acts; of several the one named first.
  var party: PartyID { get }
  var others: [PartyID] { get }
}

extension JointAct {
  /// All who act, each once.
  package var doers: [PartyID] {
    others.reduce(into: [party]) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Who does what, with the verb for one and for several.
  func act(_ one: String, _ many: String) -> String {
    let names = doers.map(\.name)
    if names.count == 1 { return "\(names[0]) \(one)" }
    return "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) \(many)"
  }
}

extension Event {
  /// Those who act by the event, each once; empty where its type has nobody who does, or all listed take part alike.
  package var doers: [PartyID] {
    var found: [PartyID] = []
    for case (let field, .party(let party)) in mentions.all where field == "party" || field == "with" {
      if !found.contains(party) { found.append(party) }
    }
    return found
  }
}
