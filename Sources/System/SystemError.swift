import Glibc

/// A failed system call, by its errno.
package struct SystemError: Error, Hashable, CustomStringConvertible {
  package let code: Int32

  package init(_ code: Int32 = errno) { self.code = code }

  package var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }

  package var description: String {
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Repeats a system call that a signal interrupts; a negative result throws its errno.
@discardableResult
package func retrying<R: SignedInteger>(_ call: () -> R) throws(SystemError) -> R {
  while true {
    let result = call()
    if result >= 0 { return result }
    let error = SystemError()
    if error.code != EINTR { throw error }
  }
}
