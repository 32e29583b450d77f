/// Builds a command from the values of its properties.
struct ArgumentDecoder: Decoder {
  let values: [PropertyPath: Any]
  var path: PropertyPath = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The value of the property at this path.
  var value: Any? { values[path] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Container(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw NotParsed()
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw NotParsed()
  }
}

extension ArgumentDecoder {
  fileprivate struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ArgumentDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool {
      decoder.values[decoder.path + [key.stringValue]] != nil
    }

    func decodeNil(forKey key: Key) -> Bool {
      !contains(key)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      var inner = decoder
      inner.path.append(key.stringValue)
      if type is any ParsedWrapper.Type { return try T(from: inner) }
      guard let value = inner.value, let value = value as? T else { throw NotParsed() }
      return value
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      throw NotParsed()
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw NotParsed()
    }

    func superDecoder() throws -> any Decoder { throw NotParsed() }

    func superDecoder(forKey key: Key) throws -> any Decoder { throw NotParsed() }
  }
}
