import Foundation
import Synchronization
import Testing

@testable import System

@Suite("Another program is run to its end, whatever it writes", .timeLimit(.minutes(1)))
struct SubprocessTests {
  private static let mebibyte = 1 << 20

  private static func shell(_ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"])
    -> Subprocess
  {
    Subprocess(path: "/bin/sh", arguments: ["-c", script], environment: environment, account: .current)
  }

  /// Writes so many MiB of a letter, in pieces of 64 KiB.
  private static func letters(_ letter: Character, _ count: Int) -> String {
    "head -c \(count << 20) /dev/zero | tr '\\0' \(letter)"
  }

  @Test("more than a pipe holds to standard error, and then to standard output")
  func oneAfterTheOther() throws {
    var output: [UInt8] = []
    let result = try Self.shell("(\(Self.letters("e", 4))) >&2; \(Self.letters("o", 3)); exit 3")
      .stream { output += $0 }
    #expect(result.status == 3)
    #expect(output.count == 3 * Self.mebibyte && output.allSatisfy { $0 == UInt8(ascii: "o") })
    #expect(result.errors == String(repeating: "e", count: Self.mebibyte))
  }

  @Test("both by turns")
  func byTurns() throws {
    var output: [UInt8] = []
    let result = try Self.shell(
      """
      line=$(head -c 8191 /dev/zero | tr '\\0' x)
      for i in $(seq 600); do echo "$line"; echo "$line" >&2; done
      """
    ).stream { output += $0 }
    #expect(result.status == 0)
    #expect(output.count == 600 * 8192)
    // 1 MiB is 128 lines of 8 KiB; what comes after is read and let go.
    #expect(result.errors.utf8.count == Self.mebibyte && result.errors.filter { $0 == "\n" }.count == 128)
  }

  @Test("both together where nobody tells them apart")
  func together() throws {
    let result = try Self.shell(
      """
      line=$(head -c 8191 /dev/zero | tr '\\0' x)
      for i in $(seq 300); do echo "$line"; echo "$line" >&2; done
      """
    ).run()
    #expect(result.status == 0 && result.output.utf8.count == 600 * 8192)
  }

  @Test("as much as it reads, at the same time")
  func fed() throws {
    let input = (0..<(3 * Self.mebibyte)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    var output: [UInt8] = []
    let result = try Self.shell("tee /dev/stderr").stream(input: input) { output += $0 }
    #expect(result.status == 0 && output == input)
    let text = String(repeating: "0123456789abcdef", count: Self.mebibyte / 4)
    #expect(try Self.shell("cat").run(input: text).output == text)
  }

  @Test("though it does not read what it is given, and we are not ended by a signal")
  func unread() async throws {
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_DFL)
      let input = String(repeating: "x", count: 4 << 20)
      let program = Subprocess(
        path: "/bin/sh", arguments: ["-c", "exec <&-; echo done; exit 5"], environment: [:],
        account: .current)
      let result = try program.run(input: input)
      precondition(result.status == 5 && result.output == "done\n")
    }
  }

  @Test("from an open file, from where that stands")
  func fromFile() throws {
    let file = try TemporaryFile(Array("one\ntwo\n".utf8))
    let open = try Descriptor(opening: file.path, O_RDONLY)
    lseek(open.number, 4, SEEK_SET)
    #expect(try Self.shell("cat").run(input: open).output == "two\n")
  }

  @Test("with its own environment and no descriptor of ours")
  func surroundings() throws {
    let inherited = open("/dev/null", O_RDONLY)
    defer { close(inherited) }
    let shown = try Self.shell(
      "echo $A $HOME; ls /proc/self/fd | tr '\\n' ' '", environment: ["A": "b", "PATH": "/usr/bin:/bin"]
    ).run().output
    // The fourth is the one by which ls reads the folder.
    #expect(shown == "b\n0 1 2 3 ")
  }

  @Test("with the signals as they are by default, whatever we ignore")
  func signals() async {
    await #expect(processExitsWith: .success) {
      signal(SIGUSR1, SIG_IGN)
      let program = Subprocess(
        path: "/bin/sh", arguments: ["-c", "kill -USR1 $$; echo ignored"], environment: [:], account: .current
      )
      let result = try program.run()
      precondition(result.status == 128 + SIGUSR1 && result.output == "")
    }
  }

  @Test("by the status of `exit`, or that of the signal which ended it")
  func statuses() throws {
    #expect(try Self.shell("exit 41").run().status == 41)
    #expect(try Self.shell("kill -TERM $$").run().status == 128 + SIGTERM)
    #expect(try Subprocess(inPath: "no-such-program", [], environment: [:]).run().status == 127)
  }

  @Test("unless what takes its output fails: then it is killed, though it would go on for ever")
  func killed() throws {
    struct Enough: Error {}
    let start = ContinuousClock.now
    let pid = Mutex<pid_t?>(nil)
    #expect(throws: Enough.self) {
      _ = try Self.shell("trap '' PIPE TERM; echo $$; while :; do sleep 100; done").stream { piece in
        pid.withLock { $0 = pid_t(String(decoding: piece, as: UTF8.self).prefix { $0 != "\n" }) }
        throw Enough()
      }
    }
    let number = try #require(pid.withLock { $0 })
    #expect(kill(number, 0) == -1 && errno == ESRCH)
    #expect(ContinuousClock.now - start < .seconds(50))
  }

  @Test("or says which step failed and what the system said")
  func failures() {
    let missing = Subprocess(path: "/nowhere/tool", arguments: [], environment: [:], account: .current)
    let error = #expect(throws: SubprocessError.self) { try missing.run() }
    #expect(error?.code == .spawnFailed && error?.underlying == SystemError(ENOENT))
    #expect(error?.description == "tool cannot be run: No such file or directory.")
    let forbidden = Subprocess(
      path: "/etc/passwd", arguments: [], environment: [:], account: .current)
    let refused = #expect(throws: SubprocessError.self) { try forbidden.stream { _ in } }
    #expect(refused?.code == .spawnFailed && refused?.underlying.code == EACCES)
  }
}
