/// An event type that is a step in the life of an agreement.
package protocol AgreementAct: EventType {
  /// The agreement that it is about.
  var agreement: Subject { get }
  /// Its part in the life of the agreement.
  func act(_ entry: Entry) -> Agreement.Act
}

extension AgreementAct {
  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) { $0.take(act(entry), entry) }
  }

  package func lookBack(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.changeKnown(agreement) { $0.later.append(act(entry)) }
  }
}
