package import EventStore
import ReadModels

extension PostgresLog: ChronologicalLog {}
