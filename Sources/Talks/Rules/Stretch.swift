extension Measure {
  /// The current or last period in which a measure was in place.
  package struct Stretch: Sendable {
    /// The step that put it in place; nil where none is recorded.
    package let start: Life<Status>.Step?
    /// The step that stopped or undid it, or by which it was promised anew; nil while it is in place.
    package let end: Life<Status>.Step?
    /// Its last confirmation in this period; nil where there is none.
    package let confirmation: Life<Status>.Step?
    /// The last verification in this period that failed; nil where there is none.
    package let failure: VerificationAttempt?
  }

  /// The last stretch: begins after the end of the previous one;
  /// of several consecutive ends the first one counts.
  package var stretch: Stretch {
    let steps = life.steps
    func isEnd(_ step: Life<Status>.Step) -> Bool {
      step.status == .suspended || step.status == .reversed || step.status == .lapsed
    }
    let lasting = steps.prefix(steps.count - steps.reversed().prefix(while: isEnd).count)
    let start = lasting.lastIndex(where: isEnd).map { $0 + 1 } ?? lasting.startIndex
    let stretch = lasting[start...]
    let begun = stretch.first { $0.status == .implemented } ?? stretch.first { $0.status == .verified }
    let anew =
      begun == nil || holds != .no ? nil : stretch.last { $0.status == .pledged || $0.status == .accepted }
    return Stretch(
      start: begun, end: steps.dropFirst(lasting.count).first ?? anew,
      confirmation: stretch.last { $0.status == .verified },
      failure: failures.last { $0.stepsBefore >= stretch.startIndex })
  }

  /// Whether it is in place without a confirmation in the current stretch, or somebody found otherwise since.
  package var isUnverified: Truth {
    holds && (Truth(stretch.confirmation == nil) || isRefuted(by: horizon))
  }
}
