import Foundation
import Testing

@testable import System

@Suite("The program's surroundings are read as they are")
struct SurroundingsTests {
  @Test("a variable that is empty counts as unset, and a value may hold an equals sign")
  func variables() async {
    await #expect(processExitsWith: .success) {
      setenv("SYSTEM_TESTS_EMPTY", "", 1)
      setenv("SYSTEM_TESTS_FULL", "a=b", 1)
      precondition(Environment["SYSTEM_TESTS_EMPTY"] == nil && Environment["SYSTEM_TESTS_NONE"] == nil)
      precondition(Environment["SYSTEM_TESTS_FULL"] == "a=b")
      let all = Environment.all
      precondition(all["SYSTEM_TESTS_FULL"] == "a=b" && all["SYSTEM_TESTS_EMPTY"] == "")
    }
  }

  @Test("temporary files go where TMPDIR says")
  func temporaryFolder() async {
    await #expect(processExitsWith: .success) {
      unsetenv("TMPDIR")
      precondition(TemporaryFile.folder == "/tmp")
      setenv("TMPDIR", "/nowhere", 1)
      precondition(TemporaryFile.folder == "/nowhere")
      do throws(SystemError) {
        _ = try TemporaryFile()
        preconditionFailure()
      } catch {
        precondition(error.code == ENOENT)
      }
    }
  }

  @Test("accounts are known by number and by name")
  func accounts() throws {
    let root = try #require(UserAccount(user: 0))
    #expect(root.name == "root" && root.group == 0)
    #expect(UserAccount(named: "root")?.user == 0)
    #expect(UserAccount(named: "no-such-account-here") == nil)
    #expect(UserAccount.current.user == geteuid() && UserAccount.current.isCurrent)
  }

  @Test("the clock tells microseconds since 1970")
  func clock() {
    let before = Int64(Date().timeIntervalSince1970 * 1_000_000)
    let now = WallClock.microseconds
    let after = Int64(Date().timeIntervalSince1970 * 1_000_000)
    // Foundation rounds to some tenths of a microsecond.
    #expect((before - 2...after + 2).contains(now))
  }

  @Test("a failed call is told in the system's words")
  func errors() {
    #expect(SystemError(ENOENT).description == "No such file or directory")
    #expect(SystemError(ENOSPC).isNoSpace && SystemError(EDQUOT).isNoSpace && !SystemError(EIO).isNoSpace)
  }
}
