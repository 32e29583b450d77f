import Glibc

/// Starts a program in the root folder, with its output in a file, and gives its process id.
///
/// Foundation's `Process` would wait until the last heir of its descriptors ends, such as a server.
func spawn(_ command: [String], input: Int32 = STDIN_FILENO, output: String) throws -> pid_t {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
  unsafe posix_spawn_file_actions_addopen(
    &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)

  let arguments = unsafe (["env", "--chdir=/"] + command).map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
  var pid: pid_t = 0
  let failure = unsafe posix_spawnp(&pid, "env", &actions, nil, arguments, environ)
  guard failure == 0 else {
    throw TestClusterError("\(command) cannot be started: error \(failure).")
  }
  return pid
}

/// Waits for a program to end; true if it succeeded.
func succeeded(_ pid: pid_t) -> Bool {
  var status: Int32 = 0
  while unsafe waitpid(pid, &status, 0) == -1, errno == EINTR {}
  return status == 0
}
