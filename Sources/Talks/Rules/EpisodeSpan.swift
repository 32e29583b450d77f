extension Episode {
  /// Its duration; nil while it lasts, or where dates leave an end open.
  package var days: Days? {
    guard began.surelyBegun != nil, let days = Days(from: began, to: ended), days.most != nil else {
      return nil
    }
    return days
  }
}

extension ProcessState {
  /// The contacts from the first day of a breakdown to that of its end, by each contact's first possible day.
  package func contacts(during episode: Episode) -> [Contact] {
    guard let began = episode.began.firstDay else { return [] }
    return contacts.filter { contact in
      contact.dating.firstDay.map { $0 >= began && $0 <= episode.ended?.firstDay ?? .max } ?? false
    }
  }
}
