// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with; see docs/style.md.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "parley",
  products: [.executable(name: "parley", targets: ["ParleyCLI"])],
  targets: [
    // C libraries
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Mechanisms that know nothing of talks
    .target(name: "EventSourcing", swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
    .target(name: "ArgumentParser", swiftSettings: strict),

    // The domain: pure
    .target(name: "Talks", dependencies: ["EventSourcing"], swiftSettings: strict),

    // SQL as source
    .target(
      name: "Schema", path: "schema",
      resources: [.embedInCode("log"), .embedInCode("read")], swiftSettings: strict),

    // Edges: they do not see each other
    .target(
      name: "EventStore", dependencies: ["EventSourcing", "Talks", "Postgres", "Schema"],
      swiftSettings: strict),
    .target(
      name: "ReadModels", dependencies: ["EventSourcing", "Talks", "Postgres", "Schema"],
      swiftSettings: strict),
    .target(
      name: "Imports", dependencies: ["EventSourcing", "Talks", "CCrypto"], swiftSettings: strict),
    .target(name: "Exports", dependencies: ["EventSourcing", "Talks"], swiftSettings: strict),

    // Words in, words out
    .executableTarget(
      name: "ParleyCLI",
      dependencies: [
        "ArgumentParser", "EventSourcing", "Talks", "Postgres", "EventStore", "ReadModels", "Imports",
        "Exports",
      ], swiftSettings: strict),

    // Tests mirror the sources
    .target(
      name: "TestSupport", dependencies: ["Postgres"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "ArgumentParserTests", dependencies: ["ArgumentParser"], swiftSettings: strict),
    .testTarget(
      name: "TalksTests", dependencies: ["EventSourcing", "Talks"],
      exclude: ["Time/edtf-bounds.py", "Time/edtf-bounds.tsv"], swiftSettings: strict),
    .testTarget(name: "EventStoreTests", dependencies: ["EventStore"], swiftSettings: strict),
    .testTarget(
      name: "ExportsTests", dependencies: ["EventSourcing", "Exports", "Talks"], swiftSettings: strict),
    .testTarget(
      name: "ParleyCLITests", dependencies: ["ParleyCLI", "Talks"],
      exclude: ["zone-offsets.py", "zone-offsets.tsv"], swiftSettings: strict),
  ]
)
