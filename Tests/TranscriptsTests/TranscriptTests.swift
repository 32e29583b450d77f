import Testing

@Suite("A transcript")
struct TranscriptTests {
  @Test("is written as it was read")
  func roundTrip() throws {
    let text = """
      # What it shows.
      @store scratch
      @mask [0-9]+ s → TIME

      <
      in

      $ cat
      in

      >= 0
      # A remark.
      $ false
      >2
      said
      >= 1

      # The end.

      """
    let transcript = try Transcript(text)
    #expect(transcript.text == text && transcript.store == .scratch && transcript.commands.count == 2)
    #expect(transcript.commands[0].input == ["in", ""] && transcript.commands[0].output == ["in", ""])
    #expect(transcript.commands[1].complaint == ["said"] && transcript.commands[1].status == 1)
    #expect(transcript.lines(of: "12 s and 3 s\n") == ["TIME and TIME"])
    #expect(transcript.lines(of: "") == [] && transcript.lines(of: "\n") == [""])
    #expect(transcript.lines(of: "a\r\nb") == ["a␍", "b", Transcript.unended])
  }

  @Test("may hold commands that were only just written down")
  func unrun() throws {
    let transcript = try Transcript("# New\n\n$ one\n\n# Two\n$ two\n>= 0\n")
    #expect(transcript.commands.map(\.line) == ["one", "two"] && transcript.store == .korea)
    #expect(transcript.commands.map(\.status) == [nil, 0])
    #expect(transcript.commands[1].preface == ["", "# Two"])
  }

  @Test(
    "says where it cannot be read",
    arguments: [
      ("# Nothing\n", "There is no command."), ("@store shop\n$ x\n>= 0\n", "“@store shop” names no store."),
      ("@mask [ → X\n$ x\n>= 0\n", "“@mask [ → X” is not a pattern and what to put in its place."),
      ("@shop\n$ x\n>= 0\n", "“@shop” is neither a store nor a mask."),
      ("$ x\n>= 0\nparley\n", "“parley” stands where a command should: “$ parley …”."),
    ])
  func mistakes(text: String, sentence: String) throws {
    let mistake = try #require(throws: Transcript.Mistake.self) { try Transcript(text) }
    #expect(mistake.description == sentence)
  }

  @Test("that differs is shown by the lines that do, with two around them")
  func differences() {
    let old = (1...9).map(String.init).joined(separator: "\n")
    let new = old.replacing("2\n", with: "two\n").replacing("9", with: "9\n10")
    #expect(
      difference(of: new, from: old) == "line 1:\n 1\n-2\n+two\n 3\n 4\nline 8:\n 8\n 9\n+10")
    #expect(difference(of: old, from: old) == "")
  }
}
