/// A new value for a field: `field=value`, with the value in typed notation; `field=` clears the field.
package struct Change: FieldValue, Hashable {
  package let field: String
  package let value: String

  package static var kind: FieldKind { .change }
  package static var placeholder: Change { Change(field: "", value: "") }

  package init(field: String, value: String) {
    self.field = field
    self.value = value
  }

  package init(typed text: String) throws(Malformed) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !trimmed(parts[0]).isEmpty, !text.utf8.contains(0) else {
      throw Malformed("“\(text)” changes nothing; write field=value, such as on=2005-09-19.")
    }
    let name = trimmed(parts[0])
    self.init(field: name == "source" ? "sources" : name, value: trimmed(parts[1]))
  }

  package var typed: String { "\(field)=\(value)" }
}
