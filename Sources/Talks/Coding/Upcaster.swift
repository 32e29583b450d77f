/// Converts an event from one version of its type's form to the next; pure, and never changed after release.
///
/// A type lists its upcasters in `EventType.upcasters`, the one from version 1 to version 2 first.
package struct Upcaster: Sendable {
  /// The fields of an event by name, each as JSON; null fields are absent.
  package typealias Fields = [String: JSONValue]

  /// The later name of each renamed field, by its earlier name.
  private let renamed: [String: String]
  private let change: @Sendable (inout Fields) -> Void
  /// Whether whatever fits the version before fits this one as it stands.
  fileprivate private(set) var isWidening = false

  /// - Parameter renaming: the later name of each renamed field, by its earlier name. A correction of such a
  ///   field is upcast as well, so a name must never be given to another field later.
  /// - Parameter change: any further change of the fields, applied after the renaming.
  package init(
    renaming: [String: String] = [:], change: @escaping @Sendable (inout Fields) -> Void = { _ in }
  ) {
    renamed = renaming
    self.change = change
  }

  /// For a version that has more fields, or more words for one, than the version before.
  package static let widening = {
    var upcaster = Upcaster()
    upcaster.isWidening = true
    return upcaster
  }()

  /// - Parameter version: the one that the fields are to have.
  fileprivate func apply(_ fields: inout Fields, to version: Int) throws(Malformed) {
    for (old, new) in renamed {
      guard fields[new] == nil else {
        throw Malformed(
          "The field “\(new)” is one of version \(version) of the form; write “\(Form.name)”: \(version) with it.",
          field: new)
      }
      fields[new] = fields.removeValue(forKey: old)
    }
    change(&fields)
  }

  fileprivate func name(_ field: String) -> String { renamed[field] ?? field }
}

extension EventType {
  /// The current version of the type's form, in which events are written.
  package static var version: Int { upcasters.count + 1 }

  /// The earliest version of the form whose events fit the current one as they stand.
  package static var oldestFitting: Int {
    version - upcasters.reversed().prefix { $0.isWidening }.count
  }

  /// A change of a field as it was written in some version of the form, in the words of the current one.
  package static func current(_ change: Change) -> Change {
    if upcasters.isEmpty || fields.contains(where: { $0.name == change.field }) { return change }
    return Change(field: upcasters.reduce(change.field) { $1.name($0) }, value: change.value)
  }
}

/// The version of the form in which an event is written: the member `form`, which is left out while it is 1.
package enum Form {
  package static let name: StaticString = "form"

  /// Reads the version; throws where it is none, or one that this program does not know.
  static func read(_ type: any EventType.Type, _ reader: inout FieldReader) throws(Malformed) -> Int {
    var form: Int?
    try reader.optional(name, &form, "")
    guard let form else { return 1 }
    guard form >= 1 else {
      throw Malformed("“\(form)” is no version of a form; they count from 1.", field: "\(name)")
    }
    guard form <= type.version else {
      throw Malformed(
        "This \(type.name) is written in version \(form) of its form, and this parley knows those up to "
          + "\(type.version); use a newer parley.", field: "\(name)")
    }
    return form
  }

  /// An object with the fields of an event in an earlier version of its form, in the current one.
  package static func upcast(_ tape: JSONTape, from form: Int, _ type: any EventType.Type) throws(Malformed)
    -> JSONTape
  {
    guard case .object(var fields) = try JSONValue(tape, JSONTape.root) else { return tape }
    fields = fields.filter { $0.value != .null }
    for version in form + 1...type.version { try type.upcasters[version - 2].apply(&fields, to: version) }
    fields["\(name)"] = .integer(type.version)
    var current = JSONTape()
    try current.parse(JSONWriter.of(JSONValue.object(fields).write).bytes)
    return current
  }
}
