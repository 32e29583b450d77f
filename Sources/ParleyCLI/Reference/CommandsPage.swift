import ArgumentParser

/// Every command with its help.
enum CommandsPage {
  static var text: String {
    let program = CommandDescription(Parley.self)
    var lines = [
      "# Commands", "",
      "What `parley COMMAND --help` prints; [exit-status.md](exit-status.md) tells what each exit status says.",
    ]
    for command in program.subcommands where !command.isHidden {
      let help =
        command.name == LogCommand.configuration.commandName
        ? EventHelp.overview : HelpText.render(command, parents: [program.name], columns: 100)
      lines += ["", "## parley \(command.name)", "", "```", help, "```"]
      if command.name == LogCommand.configuration.commandName { continue }
      for part in command.subcommands where !part.isHidden {
        let help = HelpText.render(part, parents: [program.name, command.name], columns: 100)
        lines += ["", "### parley \(command.name) \(part.name)", "", "```", help, "```"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
