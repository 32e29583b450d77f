/// The completion script for bash 3.2 and later.
struct BashCompletion {
  let program: CommandDescription

  var script: String {
    let function = CompletionScript.identifier([program.name])
    let commands = program.walk()
    return """
      # bash completion for \(program.name)

      # Offers the lines of standard input that begin like the word being completed.
      \(function)_offer() {
        local line
        while IFS= read -r line; do
          [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
        done
      }

      # Offers files with one of the extensions, and directories.
      \(function)_files() {
        local line extension
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do
          [[ -d $line || $# == 0 ]] && COMPREPLY+=("$line") && continue
          for extension; do [[ $line == *."$extension" ]] && COMPREPLY+=("$line"); done
        done < <(compgen -f -- "$cur")
      }

      \(function)() {
        local cur=${COMP_WORDS[COMP_CWORD]} command=\(posixQuoted(program.name))
        local awaiting='' ended='' position=0 word i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ -n $awaiting ]]; then
            [[ $word == '=' ]] || awaiting=''
            continue
          fi
          if [[ -z $ended ]]; then
            case "$command $word" in
      \(lines(commands.flatMap(transitions), 8))
              *' --') ended=1; continue ;;
            esac
            [[ $word == -?* ]] && continue
          fi
          position=$((position + 1))
        done
        if [[ -n $awaiting ]]; then
          [[ $cur == '=' ]] && cur=''
          case "$command $awaiting" in
      \(lines(commands.flatMap { valueCases($0, function) }, 6))
          esac
        elif [[ $cur == -* && -z $ended ]]; then
          case $command in
      \(lines(commands.map { optionCase($0, function) }, 6))
          esac
        else
          case "$command $position" in
      \(lines(commands.flatMap { positionCases($0, function) }, 6))
          esac
        fi
      }

      complete -F \(function) \(posixQuoted(program.name))

      """
  }

  private typealias Offered = (path: [String], command: CommandDescription)

  private func lines(_ cases: [String], _ indent: Int) -> String {
    cases.filter { !$0.isEmpty }.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }

  private func pattern(_ path: [String], _ words: [String]) -> String {
    words.map { posixQuoted((path + [$0]).joined(separator: " ")) }.joined(separator: "|")
  }

  /// The effect of a completed word: on the command, or on the kind of the next word.
  private func transitions(_ entry: Offered) -> [String] {
    let (path, command) = entry
    let down = command.shownSubcommands.map { child in
      let next = posixQuoted((path + [child.name]).joined(separator: " "))
      return "\(pattern(path, child.words))) [[ $position == 0 ]] && command=\(next) && continue ;;"
    }
    let options = command.shownOptions.filter(\.takesValue).flatMap(\.names)
    return down + (options.isEmpty ? [] : ["\(pattern(path, options))) awaiting=$word; continue ;;"])
  }

  private func valueCases(_ entry: Offered, _ function: String) -> [String] {
    entry.command.shownOptions.filter(\.takesValue).compactMap { option in
      offer(option.completion, function).map { "\(pattern(entry.path, option.names))) \($0) ;;" }
    }
  }

  private func optionCase(_ entry: Offered, _ function: String) -> String {
    let names = entry.command.shownOptions.flatMap(\.allNames)
    guard let offer = offer(.list(names), function) else { return "" }
    return "\(posixQuoted(entry.path.joined(separator: " ")))) \(offer) ;;"
  }

  private func positionCases(_ entry: Offered, _ function: String) -> [String] {
    let (path, command) = entry
    let positionals = command.shownPositionals
    var offers: [(place: String, text: String)] = []
    let first = [
      offer(.list(command.shownSubcommands.map(\.name)), function),
      positionals.first.flatMap { offer($0.completion, function) },
    ].compactMap { $0 }
    if !first.isEmpty { offers.append((" 0'", first.joined(separator: "; "))) }
    for (index, argument) in positionals.enumerated() {
      guard let text = offer(argument.completion, function) else { continue }
      if index > 0 { offers.append((" \(index)'", text)) }
      if argument.isRepeating, index == positionals.count - 1 { offers.append((" '[0-9]*", text)) }
    }
    return offers.map { place, text in
      posixQuoted(path.joined(separator: " ")).dropLast() + place + ") \(text) ;;"
    }
  }

  private func offer(_ completion: ArgumentDescription.Completion, _ function: String) -> String? {
    switch completion {
    case .none: nil
    case .list(let words) where words.isEmpty: nil
    case .list(let words):
      #"\#(function)_offer < <(printf '%s\n' \#(words.map(posixQuoted).joined(separator: " ")))"#
    case .file(let extensions):
      ([function + "_files"] + extensions.map(posixQuoted)).joined(separator: " ")
    case .directory: "compopt -o filenames 2>/dev/null; \(function)_offer < <(compgen -d -- \"$cur\")"
    case .shellCommand(let command): "\(function)_offer < <(\(command) 2>/dev/null)"
    case .custom(let command):
      #"\#(function)_offer < <(\#(command) "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null)"#
    }
  }
}
