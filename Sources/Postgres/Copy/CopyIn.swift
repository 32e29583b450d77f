import CPostgres

/// The input of a running COPY … FROM STDIN.
@safe package struct CopyIn: ~Copyable {
  private let connection: OpaquePointer

  init(_ connection: OpaquePointer) {
    unsafe self.connection = connection
  }

  /// Sends some of the data, cut anywhere.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      let count = min(rest.count, 1 << 30)
      let start = unsafe rest.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard unsafe PQputCopyData(connection, start, Int32(count)) == 1 else {
        throw unsafe PostgresError(failureOf: connection)
      }
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  package mutating func write(_ bytes: [UInt8]) throws(PostgresError) {
    try unsafe bytes.span.withUnsafeBytes { raw throws(PostgresError) in try unsafe write(raw) }
  }

  package mutating func write(_ text: String) throws(PostgresError) {
    try unsafe text.utf8.span.withUnsafeBytes { raw throws(PostgresError) in try unsafe write(raw) }
  }
}
