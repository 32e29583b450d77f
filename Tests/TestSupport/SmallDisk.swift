import Foundation
import Glibc

/// A file system of some megabytes in memory, gone with the last reference to it; only root can make one.
package final class SmallDisk {
  package let path = "/tmp/small-disk-\(UUID().uuidString.prefix(8))"

  package static let isPossible = (try? SmallDisk(megabytes: 1)) != nil

  /// - Parameter owner: the account that may write there; nil for our own.
  package init(megabytes: Int, owner: String? = nil) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m,mode=0700") == 0 else {
      throw POSIXError(.EPERM)
    }
    if let owner { try FileManager.default.setAttributes([.ownerAccountName: owner], ofItemAtPath: path) }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    try? FileManager.default.removeItem(atPath: path)
  }

  private var ballast: String { "\(path)/ballast" }

  /// Takes up all of it but so many megabytes.
  package func fill(leaving megabytes: Int) throws {
    var space = statvfs()
    let file = open(ballast, O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    guard statvfs(path, &space) == 0,
      posix_fallocate(file, 0, Int(space.f_bavail) * Int(space.f_bsize) - megabytes << 20) == 0
    else { throw POSIXError(.ENOSPC) }
  }

  /// Gives back what was taken up.
  package func free() throws { try FileManager.default.removeItem(atPath: ballast) }
}
