import Testing

@testable import Talks

@Suite("A date in words")
struct EDTFWordsTests {
  @Test(
    "Says no more than is known",
    arguments: [
      ("2003-08-27", "27 August 2003"), ("2008-05", "May 2008"), ("2008", "2008"),
      ("2003-08-27/2003-08-29", "27–29 August 2003"),
      ("2003-08-28/2003-09-03", "28 August – 3 September 2003"),
      ("2003-12-28/2004-01-03", "28 December 2003 – 3 January 2004"),
      ("2003-08-27/2003-08-27", "27 August 2003"),
      ("2008-05/2008-06", "May–June 2008"), ("2008-05/2009-06", "May 2008 – June 2009"),
      ("2003/2009", "2003–2009"), ("2008-21/2008-22", "spring–summer 2008"),
      ("2008/2008-06-03", "2008 – 3 June 2008"),
      ("2008-05~/2008-06", "c. May 2008 – June 2008"),
      ("2008-05~", "c. May 2008"), ("2008-05?", "May 2008 (uncertain)"),
      ("2008-05%", "c. May 2008 (uncertain)"),
      ("2008-05-XX", "some day in May 2008"), ("2008-XX-XX", "some day in 2008"),
      ("2008-XX", "some month in 2008"),
      ("2008-05-XX~", "some day in May 2008 (approximate)"),
      ("200X", "the 2000s"), ("199X?", "the 1990s (uncertain)"), ("20XX", "between 2000 and 2099"),
      ("200X%", "the 2000s (approximate, uncertain)"),
      ("2008-21", "spring 2008"), ("2008-22", "summer 2008"), ("2008-23~", "c. autumn 2008"),
      ("2008-24", "winter 2008"),
      ("2003-08-27/..", "from 27 August 2003"), ("2003-08-27/", "from 27 August 2003 (end unknown)"),
      ("../2003-08-27", "until 27 August 2003"), ("/2003-08", "until August 2003 (start unknown)"),
      ("[2008-05-01..2008-05-05]", "between 1 and 5 May 2008"),
      ("[2008-04-28..2008-05-03]", "between 28 April and 3 May 2008"),
      ("[2007-12-28..2008-01-03]", "between 28 December 2007 and 3 January 2008"),
      ("[2008-05..2008-06]", "between May and June 2008"), ("[2003..2005]", "between 2003 and 2005"),
      ("[2003-08-27..2003-08-27]", "27 August 2003"),
      ("[..2008-05-05]", "on or before 5 May 2008"), ("[2008-05..]", "in or after May 2008"),
      ("[2008-05-05T09:00..]", "at or after 5 May 2008, 09:00"),
      ("2003-08-27T15:30", "27 August 2003, 15:30"), ("2003-08-27T15:30:09Z", "27 August 2003, 15:30:09 UTC"),
      ("2003-08-27T15:30+09:00", "27 August 2003, 15:30 UTC+09:00"),
      ("2003-08-27T15:30-04:30", "27 August 2003, 15:30 UTC−04:30"),
      ("-0044-03-15", "15 March 45 BC"), ("0000", "1 BC"), ("0099", "AD 99"), ("0999/1001", "AD 999 – 1001"),
      ("Y12345", "12345"), ("000X", "between 1 BC and AD 9"), ("-001X", "between 20 BC and 11 BC"),
    ])
  func words(text: String, words: String) throws {
    #expect(try EDTF(text).inWords == words)
  }
}
