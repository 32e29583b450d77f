import Testing

@testable import Talks

@Suite("Names of countries and organisations")
struct CountriesTests {
  @Test(
    "Are those an analyst uses",
    arguments: [
      ("kr", "South Korea"), ("kp", "North Korea"), ("us", "United States"), ("ru", "Russia"),
      ("cn", "China"),
      ("jp", "Japan"), ("ir", "Iran"), ("gb", "United Kingdom"), ("co", "Colombia"), ("au", "Australia"),
      ("ad", "Andorra"), ("zw", "Zimbabwe"), ("xk", "Kosovo"), ("eu", "European Union"),
      ("un", "United Nations"),
      ("iaea", "International Atomic Energy Agency"), ("as", "American Samoa"),
      ("asean", "Association of Southeast Asian Nations"), ("ci", "Côte d’Ivoire"),
    ])
  func names(code: String, name: String) {
    #expect(Countries.name(code) == name)
  }

  @Test(
    "Are not made up",
    arguments: ["", "k", "KR", "kor", "zz", "aa", "farc", "kr ", "kr South", "\nkr", "asea", "zwx", "ｋｒ"])
  func unknown(code: String) {
    #expect(Countries.name(code) == nil)
  }

  @Test("Are found for every line of the table, which is sorted and complete")
  func table() {
    let lines = Countries.table.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    for line in lines { #expect(Countries.name(String(line[0])) == String(line[1])) }
    let codes = lines.map { Array($0[0].utf8) }
    #expect(zip(codes, codes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(codes.count { $0.count == 2 } == 249 + 3, "ISO 3166-1, eu, un and xk")
  }
}
