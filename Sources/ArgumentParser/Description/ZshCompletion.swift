/// The completion script for zsh, with one function for each command.
struct ZshCompletion {
  let program: CommandDescription

  var script: String {
    let function = CompletionScript.identifier([program.name])
    let functions = program.walk().map { path, command in body(command, path) }
    return """
      #compdef \(program.name)

      # Adds the lines given as first argument.
      \(function)_lines() {
        local -a candidates=("${(@f)1}")
        shift
        [[ -n $candidates[1] ]] && compadd "$@" -a candidates
      }

      \(functions.joined(separator: "\n"))
      if [[ $funcstack[1] == \(function) ]]; then
        \(function) "$@"
      else
        compdef \(function) \(posixQuoted(program.name))
      fi

      """
  }

  private func body(_ command: CommandDescription, _ path: [String]) -> String {
    let function = CompletionScript.identifier(path)
    var helpers: [String] = []
    func action(_ argument: ArgumentDescription) -> String {
      guard let body = values(argument.completion) else { return " " }
      let name = "\(function)_values_\(helpers.count + 1)"
      helpers.append("\(name)() {\n  \(body)\n}\n")
      return name
    }
    var specs = command.shownOptions.flatMap { option in
      let action = option.takesValue ? ":\(escaped(option.valueName)):\(action(option))" : ""
      return option.allNames.map { name in spec(option, name) + action }
    }
    let actions = command.shownPositionals.map { argument in
      (argument, text: ":\(escaped(argument.valueName)):\(action(argument))")
    }
    if command.shownSubcommands.isEmpty {
      specs += actions.enumerated().map { index, item in
        (item.0.isRepeating ? "*" : "\(index + 1)") + item.text
      }
    } else {
      specs += ["(-): :->command", "(-)*:: :->argument"]
    }
    let list = specs.map { " \\\n    " + posixQuoted($0) }.joined()
    let first = command.shownPositionals.first.flatMap { values($0.completion) }
    return helpers.joined() + """
      \(function)() {
        local context state state_descr line curcontext="$curcontext"
        local -A opt_args
      \(path.count == 1 ? "  local -a all_words=(\"${words[@]}\")\n  local -i all_current=$CURRENT\n" : "")\
        _arguments -C -s -S :\(list)\(command.shownSubcommands.isEmpty ? "" : "\n" + dispatch(command, path, first))
      }

      """
  }

  private func dispatch(_ command: CommandDescription, _ path: [String], _ first: String?) -> String {
    let entries = command.shownSubcommands.map { child in
      "        " + posixQuoted("\(escaped(child.name)):\(child.abstract)")
    }
    let calls = command.shownSubcommands.map { child in
      let words = child.words.map(posixQuoted).joined(separator: "|")
      return "        \(words)) \(CompletionScript.identifier(path + [child.name])) ;;"
    }
    return """
        case $state in
          command)
            local -a commands=(
      \(entries.joined(separator: "\n"))
            )
            _describe -t commands command commands
      \(first.map { "      set --\n      \($0)\n" } ?? "")\
            ;;
          argument)
            case $words[1] in
      \(calls.joined(separator: "\n"))
            esac
            ;;
        esac
      """
  }

  /// The start of an option's specification for `_arguments`.
  private func spec(_ option: ArgumentDescription, _ name: String) -> String {
    let exclusive = option.isRepeating ? "*" : "(\(option.allNames.joined(separator: " ")))"
    let suffix = option.takesValue ? (name.hasPrefix("--") ? "=" : "+") : ""
    let text = option.abstract.split(separator: "\n").joined(separator: " ")
    return exclusive + name + suffix + "[\(bracketed(text))]"
  }

  private func values(_ completion: ArgumentDescription.Completion) -> String? {
    let lines = CompletionScript.identifier([program.name]) + "_lines"
    return switch completion {
    case .none: nil
    case .list(let words):
      "local -a candidates=(\(words.map(posixQuoted).joined(separator: " "))); compadd \"$@\" -a candidates"
    case .file(let extensions) where extensions.isEmpty: "_files \"$@\""
    case .file(let extensions): "_files \"$@\" -g \(posixQuoted("*.(\(extensions.joined(separator: "|")))"))"
    case .directory: "_files \"$@\" -/"
    case .shellCommand(let command): "\(lines) \"$(\(command) 2>/dev/null)\" \"$@\""
    case .custom(let command):
      "\(lines) \"$(\(command) $((all_current - 1)) \"${all_words[@]}\" 2>/dev/null)\" \"$@\""
    }
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == ":" || $1 == "\\" ? "\\\($1)" : String($1) }
  }

  private func bracketed(_ text: String) -> String {
    text.reduce(into: "") { $0 += "[]\\".contains($1) ? "\\\($1)" : String($1) }
  }
}
