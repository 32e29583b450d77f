import EventSourcing
import Exports
import Foundation
import Talks
import TestSupport
import Testing

@Suite("An export as PROV-JSON")
struct ProvTests {
  /// What somebody else's program says of the provenance, in the notation PROV-N.
  private func read(_ record: Record) throws -> [String] {
    let lines = try python(
      """
      from prov.model import ProvDocument
      document = ProvDocument.deserialize(content=sys.stdin.buffer.read().decode(), format="json").flattened()
      print(json.dumps(list({record.get_provn() for record in document.get_records()})))
      """, input: record.exported(Prov.self), by: PythonPackages.python)
    return try #require(lines as? [String])
  }

  private static func id(_ number: Int) -> String { "event:01900000-0000-7000-8000-00000000000\(number)" }

  @Test("says who recorded an event, and from which sources", .needsPythonPackages)
  func sample() throws {
    var record = try Record.sample()
    record.events.removeLast(3)
    var body = record.events[0].body
    body.sources[0].reliability = .usual
    var keyed = Source(key: CitationKey("ucdp"), title: "UCDP")
    keyed.page = "4"
    body.sources += [keyed, body.sources[0]]
    record.events[0] = record.events[0].with(body)
    let id = Self.id(1)
    #expect(
      try read(record).filter { !$0.hasPrefix("entity(parley:export") }.map {
        $0.replacingOccurrences(of: "+00:00", with: "")
      }.sorted() == [
        "activity(recording:1, 2020-05-01T12:00:01.000001, 2020-05-01T12:00:01.000001)",
        "agent(recorder:desk, [prov:label=\"desk\"])",
        "entity(citation:01900000-0000-7000-8000-000000000001.2, [prov:label=\"Chair’s summary\"])",
        "entity(\(id), [parley:known=\"2020-05-01T12:00:00.000001Z\", parley:on=\"2003-08-27/2003-08-29\", parley:position=\"1\", parley:process=\"six-party-talks\", prov:label=\"First round\", prov:type='parley:round-convened'])",
        "entity(https:example.org/c, [parley:url=\"https://example.org/c\", prov:label=\"Chronology, ACA, May 2020\"])",
        "entity(source:ucdp, [prov:label=\"UCDP\"])",
        "wasAssociatedWith(recording:1, recorder:desk, -)", "wasAttributedTo(\(id), recorder:desk)",
        "wasDerivedFrom(\(id), citation:01900000-0000-7000-8000-000000000001.2, -, -, -, [parley:page=\"3\", parley:quote=\"The parties agreed to go on.\"])",
        "wasDerivedFrom(\(id), https:example.org/c, -, -, -, [parley:grade=\"B\"])",
        "wasDerivedFrom(\(id), source:ucdp, -, -, -, [parley:page=\"4\"])",
        "wasGeneratedBy(\(id), recording:1, 2020-05-01T12:00:01.000001)",
      ])
  }

  @Test("says what corrects, disputes and takes back what", .needsPythonPackages)
  func corrections() throws {
    var record = Record()
    for _ in 1...2 { record.add(Event(NoteAdded())) }
    let (first, second) = (record.events[0].id, record.events[1].id)
    var amendment = EventAmended()
    amendment.amended = first
    record.add(Event(amendment), by: "a b/ü")
    var account = EventDisputed()
    (account.disputed, account.party) = (first, PartyID("kp"))
    record.add(Event(account))
    var resolution = DisputeResolved()
    (resolution.resolved, resolution.preferred) = (first, record.events[3].id)
    record.add(Event(resolution))
    var merge = EventsMerged()
    (merge.merged, merge.into) = (second, first)
    record.add(Event(merge))
    var retraction = EventRetracted()
    retraction.retracted = record.events[5].id
    record.add(Event(retraction))
    var erasure = EventErased()
    erasure.erased = first.description
    record.add(Event(erasure))
    let kinds = [
      "wasDerivedFrom", "wasInvalidatedBy", "alternateOf", "agent", "wasAttributedTo(\(Self.id(4))",
    ]
    #expect(
      try read(record).filter { line in kinds.contains { line.hasPrefix($0) } }.map {
        $0.replacingOccurrences(of: "+00:00", with: "")
      }.sorted() == [
        "agent(party:kp, [prov:label=\"North Korea\"])",
        "agent(recorder:a%20b%2F%C3%BC, [prov:label=\"a b/ü\"])",
        "agent(recorder:desk, [prov:label=\"desk\"])",
        "alternateOf(\(Self.id(2)), \(Self.id(1)))", "alternateOf(\(Self.id(4)), \(Self.id(1)))",
        "wasAttributedTo(\(Self.id(4)), party:kp)", "wasAttributedTo(\(Self.id(4)), recorder:desk)",
        "wasDerivedFrom(\(Self.id(3)), \(Self.id(1)), -, -, -, [prov:type='prov:Revision'])",
        "wasDerivedFrom(\(Self.id(5)), \(Self.id(1)), -, -, -, [prov:type='prov:Revision'])",
        "wasDerivedFrom(\(Self.id(5)), \(Self.id(4)), -, -, -)",
        "wasInvalidatedBy(\(Self.id(1)), recording:8, 2020-05-01T12:00:01.000008)",
        "wasInvalidatedBy(\(Self.id(2)), recording:6, 2020-05-01T12:00:01.000006)",
        "wasInvalidatedBy(\(Self.id(6)), recording:7, 2020-05-01T12:00:01.000007)",
      ])
  }
}
