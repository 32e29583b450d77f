import Recording
import System
import Talks

/// What is known of processes that are not at hand, in a temporary file.
struct SpilledPages: ProcessPages {
  private let values = SpilledValues<Slug>()

  func put(_ page: [UInt8], of process: Slug) throws {
    do { try values.put(page, for: process) } catch { throw ImportError.temporaryFile(error) }
  }

  func page(of process: Slug) throws -> [UInt8]? {
    do { return try values.value(for: process) } catch { throw ImportError.temporaryFile(error) }
  }
}
