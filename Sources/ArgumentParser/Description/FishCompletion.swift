/// The completion script for fish 3 and later.
struct FishCompletion {
  let program: CommandDescription

  private var function: String { "_" + CompletionScript.identifier([program.name]) }

  var script: String {
    let commands = program.walk()
    let transitions = commands.flatMap(transitions).map { "                " + $0 }
    return """
      # fish completion for \(program.name)

      # Prints the command that the finished words name, and how many positional words follow it.
      function \(function)_state
          set -l command \(quoted(program.name))
          set -l position 0
          set -l skip 0
          set -l ended 0
          set -l tokens (commandline -opc)
          for word in $tokens[2..]
              if test $skip = 1
                  set skip 0
                  continue
              end
              if test $ended = 0
                  switch "$command $word"
      \(transitions.joined(separator: "\n"))
                      case '* --'
                          set ended 1
                          continue
                  end
                  string match -q -- '-?*' $word; and continue
              end
              set position (math $position + 1)
          end
          printf '%s\\n' $command $position
      end

      # Whether the command is the given one, at the given position or, with a third word, after it.
      function \(function)_at
          set -l state (\(function)_state)
          test "$state[1]" = "$argv[1]"; or return 1
          switch (count $argv)
              case 1
                  return 0
              case 2
                  test $state[2] = $argv[2]
              case '*'
                  test $state[2] -ge $argv[2]
          end
      end

      # Prints directories, and files with one of the extensions.
      function \(function)_files
          __fish_complete_path (commandline -ct) \\
              | string match -r "^[^\\t]*(?:/|\\.(?:"(string join '|' -- $argv)"))(?:\\t.*)?\\$"
      end

      complete -c \(quoted(program.name)) -f
      \(commands.flatMap(completions).joined(separator: "\n"))

      """
  }

  private typealias Offered = (path: [String], command: CommandDescription)

  private func transitions(_ entry: Offered) -> [String] {
    let (path, command) = entry
    func pattern(_ words: [String]) -> String {
      words.map { quoted((path + [$0]).joined(separator: " ")) }.joined(separator: " ")
    }
    let down = command.shownSubcommands.flatMap { child in
      [
        "case \(pattern(child.words))", "    if test $position = 0",
        "        set command \(quoted((path + [child.name]).joined(separator: " ")))", "        continue",
        "    end",
      ]
    }
    let options = command.shownOptions.filter(\.takesValue).flatMap(\.names)
    return down + (options.isEmpty ? [] : ["case \(pattern(options))", "    set skip 1", "    continue"])
  }

  private func completions(_ entry: Offered) -> [String] {
    let (path, command) = entry
    let program = "complete -c \(quoted(program.name))"
    func at(_ more: String = "") -> String {
      " -n " + quoted("\(function)_at \(quoted(path.joined(separator: " ")))\(more)")
    }
    let options = command.shownOptions.flatMap { option in
      ([option.names] + option.alternatives).map { names in
        program + at() + names.map(nameFlag).joined() + about(option.abstract)
          + (option.takesValue ? " -r" + values(option.completion) : "")
      }
    }
    let down = command.shownSubcommands.map { child in
      program + at(" 0") + " -a \(quoted(child.name))" + about(child.abstract)
    }
    let positionals = command.shownPositionals.enumerated().compactMap { index, argument in
      let values = values(argument.completion)
      let reach = argument.isRepeating ? " \(index) on" : " \(index)"
      return values == " -f" ? nil : program + at(reach) + values + about(argument.abstract)
    }
    return options + down + positionals
  }

  private func nameFlag(_ name: String) -> String {
    if name.hasPrefix("--") { return " -l \(quoted(String(name.dropFirst(2))))" }
    return (name.count == 2 ? " -s " : " -o ") + quoted(String(name.dropFirst()))
  }

  private func about(_ text: String) -> String {
    let line = text.split(separator: "\n").joined(separator: " ")
    return line.isEmpty ? "" : " -d " + quoted(line)
  }

  /// The flags that give the values; `-f` alone where there are none.
  private func values(_ completion: ArgumentDescription.Completion) -> String {
    switch completion {
    case .none: " -f"
    case .list(let words):
      " -f -a " + quoted(#"(printf '%s\n' \#(words.map(quoted).joined(separator: " ")))"#)
    case .file(let extensions) where extensions.isEmpty: " -F"
    case .file(let extensions):
      " -f -a " + quoted("(\(function)_files \(extensions.map(quoted).joined(separator: " ")))")
    case .directory: " -f -a '(__fish_complete_directories)'"
    case .shellCommand(let command): " -f -a " + quoted("(\(command) 2>/dev/null)")
    case .custom(let command):
      " -f -a "
        + quoted(
          "(\(command) (count (commandline -opc)) (commandline -opc) (commandline -ct) 2>/dev/null)")
    }
  }

  private func quoted(_ word: String) -> String {
    "'" + word.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
  }
}
