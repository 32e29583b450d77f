/// What `parley doctor` looks at, in this order.
enum HealthChecks {
  static let all: [HealthCheck] = [
    .server, .schema, .damage, .inventory, .head, .positions, .versions, .erasures, .turn, .clock, .tables,
    .readability, .followers, .standbys,
  ]
}
