/// What `parley doctor` looks at, in this order.
enum HealthChecks {
  static let all: [HealthCheck] = [
    .server, .schema, .inventory, .positions, .versions, .immutability, .tables, .readability, .followers, .standbys,
  ]
}
