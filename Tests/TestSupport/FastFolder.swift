import Glibc

/// Where the files of servers are kept: in memory where there is enough, since a server and each of its databases are
/// hundreds of files, which disks are slow to create and to remove.
package let fastFolder: String = {
  var space = statvfs()
  let memory = "/dev/shm"
  let isEnough =
    statvfs(memory, &space) == 0 && access(memory, W_OK) == 0
    && UInt(space.f_bavail) * UInt(space.f_frsize) >= 4 << 30
  return isEnough ? memory : "/tmp"
}()
