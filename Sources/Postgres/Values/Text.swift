import Glibc

extension String: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .text }

  package static func accepts(_ type: PostgresType) -> Bool {
    switch type {
    case .text, .varchar, .bpchar, .name, .char, .json, .unknown: true
    default: false
    }
  }

  package func encode(into buffer: inout WireBuffer) throws(PostgresError) {
    let text = utf8.span
    let hasNUL = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map { unsafe memchr($0, 0, bytes.count) != nil } ?? false
    }
    if hasNUL {
      throw .usage("The text holds a NUL character, which PostgreSQL cannot store; remove it.")
    }
    try buffer.appendField(text)
  }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      throw .decoding("A text from the database is not valid UTF-8; the column may hold another encoding.")
    }
  }
}
