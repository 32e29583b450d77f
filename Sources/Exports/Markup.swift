/// Text from the record as text of XML 1.0 or HTML, also between quotation marks.
func markup(_ text: String) -> String {
  text.escaped { scalar in
    switch scalar {
    case "<": "&lt;"
    case ">": "&gt;"
    case "&": "&amp;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\n": "\n"
    case "\t": "\t"
    default: nil
    }
  }
}
