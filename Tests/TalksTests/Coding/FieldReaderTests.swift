import Talks
import Testing

@Suite("A journal line that is malformed")
struct FieldReaderTests {
  private func complaint(_ json: String) -> String? {
    do {
      _ = try Samples.read(Array(json.utf8))
      return nil
    } catch { return (error as? Malformed)?.reason }
  }

  private func joined(_ rest: String) -> String {
    #"{"process":"p","type":"party-joined","party":"kp""# + rest + "}"
  }

  @Test("is refused in a sentence that says what to do")
  func complaints() {
    #expect(complaint(joined("")) == nil)
    #expect(complaint("[]") == "An object in { } was expected.")
    #expect(complaint(#"{"type":"party-joined"}"#) == "The field “process” is missing.")
    #expect(complaint(joined(#","rol":"host""#)) == "There is no field “rol”. Did you mean “role”?")
    #expect(complaint(joined(#","party":"us""#)) == "The field “party” stands here twice.")
    #expect(
      complaint(joined(#","role":"hots""#))
        == "“hots” is not a role (principal, participant, host, mediator, guarantor, observer). Did you mean “host”?"
    )
    #expect(complaint(joined(#","tier":"1""#)) == "A whole number was expected.")
    let begun = #"{"process":"p","type":"measure-implemented","party":"kp","extent":"begun"}"#
    #expect(complaint(begun) == "“begun” is not an extent (partly, fully).")
    #expect(complaint(joined(#","checked":"yes""#)) == "true or false was expected.")
    #expect(complaint(joined(#","parties":"kp""#)) == "A list in [ ] was expected.")
    #expect(complaint(joined(#","title":" ""#)) == "A text must not be empty.")
    #expect(complaint(joined(#","title":"\u2003\u00a0""#)) == "A text must not be empty.")
    #expect(complaint(joined(#","title":"a\u0000b""#)) == "A text must not hold a NUL character.")
    #expect(
      complaint(#"{"process":"Six Party","type":"note-added"}"#)
        == "“Six Party” is not a slug; write lower-case letters, digits and hyphens, such as “six-party”.")
    #expect(
      complaint(joined(#","place":{"name":"Beijing","country":"CN"}"#))
        == "A country is two lower-case letters of ISO 3166, such as “cn”.")
    #expect(
      complaint(joined(#","place":{"name":"Beijing","latitude":"39.90"}"#))
        == "“39.90,” is no spot on the globe; write degrees north and east, such as geo:39.90,116.40.")
    #expect(
      complaint(#"{"process":"p","type":"round-convened","as":"a","round":"b"}"#)
        == "“as” names a new round and “round” one named before; give one of them.")
  }

  @Test("treats null as not given")
  func null() throws {
    let line = try Samples.read(Array(joined(#","title":null,"parties":null"#).utf8))
    #expect(line.event.title == nil && line.event.parties.isEmpty)
    #expect(
      complaint(#"{"process":"p","type":"party-joined","party":null}"#) == "The field “party” is missing.")
  }

  @Test("names the field and the column")
  func place() {
    #expect {
      try Samples.read(Array(joined(#","on":"2003-13""#).utf8))
    } throws: { error in
      guard let malformed = error as? Malformed else { return false }
      return malformed.field == "on" && malformed.column == 62
    }
  }
}
