internal import Talks

extension Traced where Value == EDTF? {
  /// The date of a dating, as written.
  static func on(_ dating: Dating?) -> Traced { Traced(dating?.on, dating?.provenance ?? []) }
}

extension Traced where Value == CivilDay? {
  static func firstDay(_ dating: Dating?) -> Traced {
    Traced(dating?.firstDay.map(CivilDay.init(days:)), dating?.provenance ?? [])
  }
  static func lastDay(_ dating: Dating?) -> Traced {
    Traced(dating?.lastDay.map(CivilDay.init(days:)), dating?.provenance ?? [])
  }
}

extension Traced where Value == EventPosition? {
  /// The position of an event, with that event as its provenance.
  static func position(_ position: Int64?) -> Traced {
    Traced(position.map(EventPosition.init), position.map { Provenance($0) } ?? [])
  }
}

extension Traced where Value == EventPosition {
  /// The position of an event, with that event as its provenance.
  static func position(_ position: Int64) -> Traced { Traced(EventPosition(position), Provenance(position)) }
}

extension Traced where Value == Int {
  /// The number of measures, with the last event of each as its provenance.
  static func count(_ measures: some Collection<Measure>) -> Traced {
    Traced(measures.count, Provenance(measures.compactMap { $0.life.steps.last?.dating.position }))
  }
}
