/// A citation: what an event rests on.
package struct Source: Hashable, Sendable {
  package var title: String
  package var publisher: String?
  package var url: String?
  /// When it was published, as EDTF.
  package var date: String?
  package var page: String?
  /// Its own words, verbatim.
  package var quote: String?
  /// Who may be told of it; nil for what the event that cites it is marked.
  package var tlp: Marking?

  package init(
    title: String, publisher: String? = nil, url: String? = nil, date: String? = nil, page: String? = nil,
    quote: String? = nil, tlp: Marking? = nil
  ) {
    self.title = title
    self.publisher = publisher
    self.url = url
    self.date = date
    self.page = page
    self.quote = quote
    self.tlp = tlp
  }

  /// What it may be called by.
  package var names: [String] { [publisher, title].compactMap(\.self) }

  /// Reads what a person types: a URL alone, or `title | publisher | URL | date | page`, later parts left out
  /// at will.
  package init(typed text: String) throws(Malformed) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    if parts.count == 1, parts[0].hasPrefix("http://") || parts[0].hasPrefix("https://") {
      self.init(title: parts[0], url: parts[0])
      return
    }
    guard let title = parts.first, !title.isEmpty, parts.count <= 5 else {
      throw Malformed("Write a source as “title | publisher | URL | date | page”; only the title is needed.")
    }
    func part(_ index: Int) -> String? {
      index < parts.count && !parts[index].isEmpty ? parts[index] : nil
    }
    self.init(title: title, publisher: part(1), url: part(2), date: part(3), page: part(4))
  }
}

/// Where something happened.
package struct Place: Hashable, Sendable {
  package var name: String
  /// ISO 3166-1 alpha-2, in lower case.
  package var country: String?

  package init(name: String, country: String? = nil) {
    self.name = name
    self.country = country
  }

  /// Reads what a person types: `Beijing` or `Beijing, cn`.
  package init(typed text: String) throws(Malformed) {
    let parts = text.split(separator: ",").map { trimmed(String($0)) }
    if let last = parts.last, parts.count > 1, last.utf8.count == 2, Countries.name(last) != nil {
      self.init(name: parts.dropLast().joined(separator: ", "), country: last)
    } else {
      let name = trimmed(text)
      guard !name.isEmpty else { throw Malformed("A place needs a name, such as “Beijing, cn”.") }
      self.init(name: name)
    }
  }
}

/// The text without white space at its ends.
package func trimmed(_ text: some StringProtocol) -> String {
  var slice = Substring(text)
  while slice.first?.isWhitespace == true { slice.removeFirst() }
  while slice.last?.isWhitespace == true { slice.removeLast() }
  return String(slice)
}
