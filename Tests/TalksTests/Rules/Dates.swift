import Talks
import Testing

func day(_ iso: String) throws -> CivilDay { try #require(CivilDay(iso: iso)) }

func dating(_ text: String, at position: Int64 = 1) throws -> Dating {
  Dating(on: try EDTF(text), position: position)
}
