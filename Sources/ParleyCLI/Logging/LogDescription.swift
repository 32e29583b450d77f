import ArgumentParser
import Talks

/// Each event type as a subcommand of `log`, for completion and the man page.
extension LogCommand: DescribedCommand {
  static func amend(_ description: inout CommandDescription) {
    description.subcommands.append(
      CommandDescription(
        name: ExchangeArguments.name, abstract: ExchangeArguments.help,
        arguments: [
          ArgumentDescription(
            kind: .positional, valueName: "process", abstract: "The process, by its slug.", isRequired: true,
            completion: .shellCommand("parley complete processes")),
          ArgumentDescription(
            kind: .flag, names: ["--pledged"], valueName: "", abstract: "both sides promise only"),
        ] + (MeasureImplemented.fields + Event.commonFields).map(argument) + own, section: "Exchanges"))
    for group in Catalogue.groups {
      for type in group.types {
        description.subcommands.append(
          CommandDescription(
            name: type.name, abstract: type.help,
            arguments: [
              ArgumentDescription(
                kind: .positional, valueName: "process", abstract: "The process, by its slug.",
                isRequired: true,
                completion: .shellCommand("parley complete processes"))
            ] + (type.fields + Event.commonFields).map(argument) + own, section: group.title))
      }
    }
  }

  private static func argument(_ field: FieldDescription) -> ArgumentDescription {
    ArgumentDescription(
      kind: .option, names: ["--\(field.name)"], valueName: field.kind.valueName, abstract: field.help,
      isRequired: field.need == .required, isRepeating: field.need == .list, completion: field.kind.completion
    )
  }

  private static var own: [ArgumentDescription] {
    EventArguments.own.map { option in
      ArgumentDescription(
        kind: option.valueName == nil ? .flag : .option, names: ["--\(option.name)"],
        valueName: option.valueName ?? "", abstract: option.help)
    }
  }
}

extension FieldKind {
  fileprivate var completion: ArgumentDescription.Completion {
    switch self {
    case .party: .shellCommand("parley complete parties")
    case .source: .shellCommand("parley complete sources")
    case .oneOf(_, let words): .list(words)
    case .bool: .list(["yes", "no"])
    default: .none
    }
  }
}
