/// A look at whether a measure was carried out, and what came of it.
package struct VerificationAttempt: Sendable {
  package let result: VerificationResult
  package let by: [PartyID]
  /// How it was done, such as an inspection.
  package let method: String?
  /// What it took in.
  package let scope: String?
  /// When it is to be looked at again.
  package let next: EDTF?
  package let dating: Dating
  /// The steps of the measure before it, in the order of the fold.
  var stepsBefore = 0
}

extension Measure {
  mutating func take(_ verification: VerificationAttempt, _ entry: Entry) {
    var verification = verification
    verification.stepsBefore = life.steps.count
    verifications.append(verification)
    // What failed is no step, and names nothing.
    if verification.result == .confirmed { step(.verified, entry, by: verification.by.first) }
  }

  /// Those that did not confirm it.
  package var failures: [VerificationAttempt] { verifications.filter { $0.result != .confirmed } }

  /// Whether the last verification that could tell found otherwise by the end of a day.
  ///
  /// One that was refused, or could not confirm, says nothing against an earlier one.
  package func isRefuted(by day: CivilDay?) -> Truth {
    guard verifications.contains(where: { $0.result == .foundOtherwise }) else { return .no }
    var told = Life<VerificationResult>()
    for it in verifications where it.result == .confirmed || it.result == .foundOtherwise {
      told.step(it.result, it.dating)
    }
    return .common(told.possible(by: day).map { Truth($0 == .foundOtherwise) })
  }
}
