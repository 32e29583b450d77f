import Testing

@testable import Talks

@Suite("States as tables name them")
struct StateNamesTests {
  /// Names of ISO 3166-1 and of the United Nations' list of members, and what newspapers write.
  @Test(
    "are found by official and usual names, whatever their case, marks and dots",
    arguments: [
      ("USA", "us"), ("U.S.A.", "us"), ("US", "us"), ("U.S.", "us"), ("United States of America", "us"),
      ("UK", "gb"), ("United Kingdom of Great Britain and Northern Ireland", "gb"), ("Great Britain", "gb"),
      ("DPRK", "kp"), ("Democratic People's Republic of Korea", "kp"), ("North Korea", "kp"),
      ("Democratic People’s Republic of Korea", "kp"), ("Korea, Democratic People's Republic of", "kp"),
      ("ROK", "kr"), ("Republic of Korea", "kr"), ("south korea", "kr"), ("Russian Federation", "ru"),
      ("Russia", "ru"), ("Viet Nam", "vn"), ("Vietnam", "vn"), ("Türkiye", "tr"), ("Turkiye", "tr"),
      ("TURKEY", "tr"), ("Republic of Türkiye", "tr"), ("Iran (Islamic Republic of)", "ir"), ("Iran", "ir"),
      ("Syrian Arab Republic", "sy"), ("Syria", "sy"), ("Côte d'Ivoire", "ci"), ("Cote d’Ivoire", "ci"),
      ("Lao People's Democratic Republic", "la"), ("Bolivia (Plurinational State of)", "bo"),
      ("Democratic Republic of the Congo", "cd"), ("Republic of the Congo", "cg"), ("DR Congo", "cd"),
      ("the Netherlands", "nl"), ("United Republic of Tanzania", "tz"), ("State of Palestine", "ps"),
      ("Bosnia & Herzegovina", "ba"), ("Czech Republic", "cz"), ("Niger", "ne"), ("Nigeria", "ng"),
      ("Guinea", "gn"), ("Guinea-Bissau", "gw"), ("Equatorial Guinea", "gq"), ("Dominica", "dm"),
      ("Dominican Republic", "do"), ("Ireland", "ie"), ("European Union", "eu"), ("EU", "eu"), ("UN", "un"),
      ("IAEA", "iaea"), ("asean", "asean"), ("Åland Islands", "ax"), ("Sao Tome and Principe", "st"),
    ])
  func names(text: String, code: String) { #expect(Countries.code(named: text) == code) }

  /// AU is the African Union as often as Australia; NLD the National League for Democracy; Congo two states.
  @Test(
    "are not taken for others, and not guessed",
    arguments: [
      "AU", "IS", "PA", "SC", "LA", "NA", "kp", "uk", "us", "PRK", "NLD", "AND", "Congo", "Korea", "n/a", "-",
      "?", "", "NULL", "None", "Taliban", "Norland", "Россия", "대한민국", "Usa",
    ])
  func unknown(text: String) { #expect(Countries.code(named: text) == nil) }

  @Test("have two codes, of two letters and of three")
  func codes() {
    for (text, code) in [
      ("US", "us"), ("usa", "us"), ("PRK", "kp"), ("KOR", "kr"), ("GBR", "gb"), ("na", "na"), ("NAM", "na"),
      ("UK", nil), ("UN", nil), ("Us", nil), ("Usa", nil), ("EU", nil), ("xk", nil), ("", nil), ("USAA", nil),
    ] as [(String, String?)] { #expect(Countries.code(iso: text) == code, "\(text)") }
  }

  @Test("of ISO 3166 are all there, by every name and both codes")
  func whole() {
    let lines = Countries.stateNames.split(separator: "\n")
    #expect(lines.count == 249)
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      #expect(Countries.code(iso: parts[0]) == parts[0] && Countries.code(iso: parts[1]) == parts[0])
      #expect(Countries.name(parts[0]) != nil)
      for name in parts[2].split(separator: ";") where name != "Congo" {
        #expect(Countries.code(named: String(name)) == parts[0], "\(name)")
      }
    }
    for code in Countries.codes {
      #expect(Countries.name(code).flatMap(Countries.code(named:)) == code, "\(code)")
    }
  }
}
