// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with; see docs/style.md. Tests may call C without marking it unsafe.
let tests: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let strict = tests + [.strictMemorySafety()]

let package = Package(
  name: "parley",
  products: [.executable(name: "parley", targets: ["ParleyCLI"])],
  targets: [
    // C libraries
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    // Mechanisms that know nothing of talks
    .target(name: "EventSourcing", swiftSettings: strict),
    .target(name: "System", swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
    .target(name: "ArgumentParser", swiftSettings: strict),
    .target(name: "Web", dependencies: ["CMicrohttpd"], swiftSettings: strict),
    .target(name: "Evidence", dependencies: ["EventSourcing", "CCrypto"], swiftSettings: strict),

    // The domain: pure
    .target(name: "Talks", dependencies: ["EventSourcing"], swiftSettings: strict),

    // The one way into a log: pure but for the log it is given
    .target(name: "Recording", dependencies: ["EventSourcing", "Talks"], swiftSettings: strict),

    // SQL as source
    .target(
      name: "Schema", path: "schema",
      exclude: ["log/RELEASED.sha256", "log/migrations/README.md", "read"],
      resources: [
        .embedInCode("log"), .embedInCode("roles.sql"), .embedInCode("inventory.txt"),
      ], swiftSettings: strict
    ),

    // Edges: they do not see each other
    .target(
      name: "EventStore",
      dependencies: ["EventSourcing", "Evidence", "Talks", "Postgres", "Schema", "System"],
      swiftSettings: strict),
    .target(
      name: "ReadModels", dependencies: ["EventSourcing", "Talks", "Postgres"],
      swiftSettings: strict),
    .target(
      name: "Imports", dependencies: ["EventSourcing", "Evidence", "Recording", "System", "Talks"],
      swiftSettings: strict),
    .target(
      name: "Exports", dependencies: ["CXLSXWriter", "EventSourcing", "Evidence", "System", "Talks"],
      resources: [.embedInCode("Assets"), .embedInCode("Gazetteer")], swiftSettings: strict),
    .target(name: "Bibliography", dependencies: ["Talks"], swiftSettings: strict),

    // Questions, and answers as values
    .target(
      name: "Answers",
      dependencies: [
        "ArgumentParser", "EventSourcing", "Talks", "EventStore", "ReadModels", "Exports", "Web",
      ], swiftSettings: strict),

    // Words in, words out
    .executableTarget(
      name: "ParleyCLI",
      dependencies: [
        "ArgumentParser", "EventSourcing", "Talks", "Postgres", "Schema", "Evidence", "EventStore",
        "ReadModels", "Answers", "Recording", "Imports", "Exports", "Bibliography", "System", "Web",
      ],
      resources: [.embedInCode("Serving/parley.css"), .embedInCode("Serving/parley.js")],
      swiftSettings: strict),

    // For `make bench`
    .executableTarget(name: "DecodeBench", dependencies: ["Talks"], swiftSettings: strict),

    // Tests mirror the sources
    .target(
      name: "TestSupport", dependencies: ["EventSourcing", "EventStore", "Postgres", "Talks"],
      path: "Tests/TestSupport", swiftSettings: tests),
    .testTarget(name: "ArgumentParserTests", dependencies: ["ArgumentParser"], swiftSettings: tests),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "EventSourcing"], swiftSettings: tests),
    .testTarget(name: "EventSourcingTests", dependencies: ["EventSourcing"], swiftSettings: tests),
    .testTarget(
      name: "SystemTests", dependencies: ["System", "TestSupport"],
      exclude: ["zone-offsets.py", "zone-offsets.tsv"], swiftSettings: tests),
    .testTarget(name: "WebTests", dependencies: ["Web", "TestSupport"], swiftSettings: tests),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "ImportsTests", dependencies: ["EventSourcing", "Imports", "Talks", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "TalksTests", dependencies: ["EventSourcing", "Talks", "TestSupport"],
      exclude: ["Golden", "Time/edtf-bounds.py", "Time/edtf-bounds.tsv"], swiftSettings: tests),
    .testTarget(
      name: "RecordingTests",
      dependencies: ["EventSourcing", "EventStore", "Postgres", "Recording", "Talks", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "EventStoreTests",
      dependencies: [
        "EventSourcing", "EventStore", "Evidence", "Postgres", "Schema", "System", "Talks", "TestSupport",
      ],
      swiftSettings: tests),
    .testTarget(
      name: "ReadModelsTests",
      dependencies: [
        "Answers", "ArgumentParser", "EventSourcing", "EventStore", "Postgres", "ReadModels", "Schema",
        "Talks", "TestSupport",
      ], exclude: ["Golden"], swiftSettings: tests),
    .testTarget(
      name: "AnswersTests",
      dependencies: ["Answers", "EventSourcing", "Exports", "ReadModels", "Talks", "TestSupport", "Web"],
      swiftSettings: tests),
    .testTarget(
      name: "ExportsTests", dependencies: ["EventSourcing", "Exports", "Talks", "TestSupport"],
      exclude: ["Picture/browser.py", "Picture/validate.py"], swiftSettings: tests),
    .testTarget(
      name: "BibliographyTests", dependencies: ["Bibliography", "Talks", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "ParleyCLITests",
      dependencies: [
        "Answers", "ArgumentParser", "EventSourcing", "EventStore", "Exports", "ParleyCLI", "Postgres",
        "Schema",
        "Talks", "TestSupport",
      ],
      exclude: ["Fixtures", "browse.py", "client.py", "metrics.py"], swiftSettings: tests),
    .testTarget(
      name: "TranscriptsTests", dependencies: ["ArgumentParser", "ParleyCLI", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "FaultsTests",
      dependencies: [
        "ArgumentParser", "EventSourcing", "EventStore", "Evidence", "Imports", "ParleyCLI", "Postgres",
        "Talks",
        "TestSupport",
      ], swiftSettings: tests),
  ]
)
