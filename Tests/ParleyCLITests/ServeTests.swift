import Answers
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("“parley serve”")
struct ServeTests {
  private func desk(_ titles: String...) throws -> Program {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    try record(program, "process-defined", "--title", "Demo")
    for title in titles { try record(program, "note-added", "--title", title) }
    return program
  }

  private func record(_ program: Program, _ words: String...) throws {
    let outcome = try program.run(["log", words[0], "demo", "--on", "2003"] + words.dropFirst())
    #expect(outcome.status == 0, "\(outcome.complaint)")
  }

  // MARK: Answers

  @Test("answers in JSON with what the commands print")
  func json() throws {
    let program = try Example.korea()
    let served = try ServedRecord(program)
    let standpoint = ["--as-of", "2007-02-13", "--as-known", "2100-01-01"]
    let query = "as-of=2007-02-13&as-known=2100-01-01"
    // “check” takes the names of checks first.
    var pairs = ServedPages.ofProcess.map { $0.name }.filter { $0 != "check" }.map { name in
      ([name, "six-party-talks"], "/six-party-talks/\(name)")
    }
    pairs += [
      (["list"], "/"), (["show", "six-party-talks"], "/six-party-talks"),
      (["why", "six-party-talks", "standing"], "/six-party-talks/why/standing"),
      (["why", "six-party-talks", "roster/kp.role"], "/six-party-talks/why/roster/kp.role"),
      (["check", "--process", "six-party-talks"], "/six-party-talks/check"),
    ]
    for (command, path) in pairs {
      let expected = try program.run(command + standpoint + ["--json"])
      let found = try served.ask(
        [
          Asked(path: "\(path)?\(query)&format=json"),
          Asked(path: "\(path)?\(query)", headers: ["Accept": "text/html;q=0.5, application/json"]),
        ] + (path == "/" ? [] : [Asked(path: "\(path).json?\(query)")]))
      for answer in found {
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/json", "\(path)")
        #expect(answer.body == expected.output, "\(path)")
      }
    }
    let history = try program.run("history", "168", "--json")
    #expect(try served.get("/events/168?format=json").body == history.output)
    let open = try program.run("measures", "six-party-talks", "--open", "--party", "kp", "--json")
    #expect(try served.get("/six-party-talks/measures.json?open&party=kp").body == open.output)
    #expect(try served.get("/six-party-talks/measures.json?open=on&party=kp&track=").status == 400)
    #expect(try served.get("/six-party-talks/measures.json?open=on&party=kp&as-of=").body == open.output)
  }

  @Test("shows the six of 2007-02-13 in a table, whose links keep the day")
  func roster() throws {
    let served = try ServedRecord(try Example.korea())
    let page = try served.get("/six-party-talks/roster?as-of=2007-02-13").body
    for name in ["North Korea", "United States", "China", "South Korea", "Japan", "Russia"] {
      #expect(page.contains(">\(name)</a></th>"), "\(name)")
    }
    #expect(page.matches(of: /<th scope="row"/).count == 6)
    #expect(page.contains("<caption>As of 13 February 2007</caption>"))
    let links = page.matches(of: /href="(\/[^"]*)"/).map { String($0.1) }
      .filter { $0.hasPrefix("/six-party-talks/") && !$0.contains("format=json") }
    #expect(links.filter { !$0.contains("as-of=2007-02-13") } == ["/six-party-talks/roster"], "\(links)")
    let three = try served.get("/three-party-talks/roster?as-of=2003-04-30").body
    #expect(three.matches(of: /<th scope="row"/).count == 3)
    let nobody = try served.get("/three-party-talks/roster?as-of=2003-04-01").body
    #expect(nobody.contains("Nobody is at the table.") && !nobody.contains("<table>"))
  }

  @Test("shows an event with its sources, its history and how it reads")
  func event() throws {
    let served = try ServedRecord(try Example.korea())
    let page = try served.get("/events/168").body
    for words in ["<h2>As recorded</h2>", "<h2>Sources</h2>", "event-disputed", "<h2>How it reads now</h2>"] {
      #expect(page.contains(words), "\(words)")
    }
    let id = try #require(page.firstMatch(of: /<small>([0-9a-f-]{36})<\/small>/)?.1)
    #expect(try served.get("/events/\(id)").body.contains("<h2>As recorded</h2>"))
  }

  @Test("has pages that are valid, accessible and whole", .needsPythonPackages)
  func pages() throws {
    let served = try ServedRecord(try Example.korea())
    for start in ["/", "/six-party-talks?as-of=2007-02-13", "/nope", "/inter-korean/timeline?ceiling=GREEN"] {
      let found = try served.client(
        "crawl", ["start": start, "most": 150], python: PythonPackages.python)
      let outcome = try #require(JSONSerialization.jsonObject(with: found) as? [String: Any])
      let faults = outcome["faults"] as? [String] ?? []
      let expected = start == "/nope" ? ["/nope: 404", "/nope?format=json: 404"] : []
      #expect(faults == expected, "\(faults.prefix(20))")
      #expect(outcome["pages"] as? Int ?? 0 >= 100)
    }
  }

  @Test("shows hostile words as words", .needsPythonPackages)
  func hostile() throws {
    let words = [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</title><h1>",
      "\u{202E}desrever\u{2066}", "&lt;b&gt; \u{1B}[31m", "<!-- -->",
    ]
    let program = try desk()
    for (number, word) in words.enumerated() {
      try record(program, "note-added", "--title", word, "--source", "\(word)|\(word)|javascript:alert(1)")
      try record(
        program, "measure-pledged", "--as", "m\(number)", "--party", "us", "--title", word, "--summary", word)
    }
    let served = try ServedRecord(program)
    let found = try served.client(
      "crawl", ["start": "/", "most": 200], python: PythonPackages.python)
    let outcome = try #require(JSONSerialization.jsonObject(with: found) as? [String: Any])
    #expect(outcome["faults"] as? [String] == [])
    let timeline = try served.get("/demo/timeline").body
    #expect(timeline.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!timeline.contains("\u{202E}") && !timeline.contains("\u{2066}") && !timeline.contains("\u{1B}"))
    let hidden = try served.ask([
      Asked(path: "/%3Cscript%3E"), Asked(path: "/demo/%22%3E%3Cscript%3E"),
      Asked(path: "/demo?%3Cscript%3E=1"), Asked(path: "/demo?as-of=%3Cscript%3E"),
      Asked(path: "/demo?according-to=%3Cscript%3E"), Asked(path: "/", headers: ["Host": "<script>"]),
    ])
    for answer in hidden {
      #expect(answer.status >= 400 && !answer.body.contains("<script>"), "\(answer)")
    }
  }

  @Test("lets a picture run what it holds itself, and no more")
  func picture() throws {
    let program = try Example.korea()
    let served = try ServedRecord(program)
    let found = try served.get("/six-party-talks/picture?as-of=2007-02-13")
    let file = try program.run(
      "export", "six-party-talks", "--format", "html", "--as-of", "2007-02-13")
    #expect(found.status == 200 && found.body == file.output)
    let own = try #require(
      found.body.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]*)"/)?.1)
    let policy = try #require(found.headers["content-security-policy"])
    for directive in own.split(separator: "; ") {
      #expect(policy.split(separator: "; ").contains(directive), "\(directive) in \(policy)")
    }
    #expect(policy.hasSuffix("; frame-ancestors 'none'") && !policy.contains("unsafe"))
    #expect(policy.split(separator: "; ").count == own.split(separator: "; ").count + 1)
    #expect(try served.get("/six-party-talks").body.contains("href=\"/six-party-talks/picture\""))
    #expect(try served.get("/six-party-talk/picture").status == 404)
  }

  @Test(
    "works in a browser", .needsPythonPackages,
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")),
    arguments: [["light", "dark", "narrow", "form", "picture"], ["live"]])
  func browser(scenes: [String]) throws {
    let program = try scenes == ["live"] ? desk() : Example.korea()
    let served = try ServedRecord(program)
    let script = Example.package.appending(path: "Tests/ParleyCLITests/browse.py").path
    let outcome = try program.shell(
      "\(PythonPackages.python) -B \(script) \(scenes.joined(separator: ",")) \(served.url) parley log note-added demo --on 2003 --title"
    )
    #expect(outcome.status == 0 && outcome.output == "", "\(outcome)")
  }

  // MARK: Requests

  @Test("has a client load a page again only where it has changed")
  func tags() throws {
    let program = try desk("One")
    let served = try ServedRecord(program)
    for path in ["/demo/timeline", "/demo/timeline.json", "/parley.css", "/parley.js"] {
      let tag = try #require(try served.get(path).headers["etag"])
      for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let same = try served.get(path, ["If-None-Match": known])
        #expect(same.status == 304 && same.body == "" && same.headers["etag"] == tag, "\(path) \(known)")
      }
      #expect(try served.get(path, ["If-None-Match": "\"x\""]).status == 200)
    }
    let before = try served.get("/demo/timeline.json")
    try record(program, "note-added", "--title", "Two")
    let after = try served.get("/demo/timeline.json", ["If-None-Match": before.headers["etag"] ?? ""])
    #expect(
      after.status == 200 && after.body.contains("\"Two\"") && after.headers["etag"] != before.headers["etag"]
    )
    let head = try served.ask([Asked(method: "HEAD", path: "/demo/timeline.json")])[0]
    #expect(head.status == 200 && head.body == "" && head.headers["etag"] == after.headers["etag"])
    #expect(head.headers["content-length"] == String(after.body.utf8.count))
  }

  @Test("protects every response")
  func headers() throws {
    let served = try ServedRecord(try desk())
    let tag = try #require(try served.get("/demo").headers["etag"])
    let answers = try served.ask([
      Asked(path: "/demo"), Asked(path: "/demo.json"), Asked(path: "/parley.css"), Asked(path: "/nope"),
      Asked(path: "/demo", headers: ["If-None-Match": tag]), Asked(path: "/demo?as-of=x"),
      Asked(path: "/", headers: ["Host": "evil.example"]), Asked(method: "DELETE", path: "/"),
    ])
    #expect(answers.map(\.status) == [200, 200, 200, 404, 304, 400, 421, 405])
    for answer in answers {
      let policy = answer.headers["content-security-policy"] ?? ""
      #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe"))
      #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["referrer-policy"] == "no-referrer")
      for name in ["opener", "resource"] {
        #expect(answer.headers["cross-origin-\(name)-policy"] == "same-origin")
      }
      #expect(answer.headers["cross-origin-embedder-policy"] == "require-corp")
      #expect(
        answer.headers["cache-control"]?.contains(answer.status < 400 ? "no-cache" : "no-store") == true)
    }
  }

  @Test("refuses whatever could write, and is called by its own names alone")
  func refusals() throws {
    let program = try desk()
    let served = try ServedRecord(program, "--name", "talks.example.org")
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
      let answer = try served.ask([Asked(method: method, path: "/demo", body: "x=1")])[0]
      #expect(answer.status == 405 && answer.headers["allow"] == "GET, HEAD", "\(method)")
      #expect(answer.body.contains("Only GET and HEAD are understood here: this server is read-only."))
    }
    let names = [
      ("talks.example.org", 200), ("TALKS.example.org.", 200), ("talks.example.org:443", 200),
      ("localhost:1", 200), ("127.0.0.1", 200), ("192.0.2.7:80", 200), ("[::1]:80", 200),
      ("[2001:db8::1]", 200),
      ("evil.example", 421), ("talks.example.org.evil.example", 421), ("localhost.evil.example", 421),
      ("127.0.0.1.evil.example", 421), ("localhost:x", 421), ("[::1].evil.example", 421), ("[evil]", 421),
      ("1.2.3", 421), ("", 421), ("a b", 421),
    ]
    let called = try served.ask(names.map { name, _ in Asked(path: "/demo", headers: ["Host": name]) })
    for ((name, status), answer) in zip(names, called) { #expect(answer.status == status, "\(name)") }
    let body = try served.ask([Asked(path: "/", headers: ["Content-Length": "3"], body: "x=1")])[0]
    #expect(body.status == 400 && body.body.contains("A request here has no body."))
    let old = try served.client("raw", ["text": "GET / HTTP/1.0\r\n\r\n"])
    #expect(String(decoding: old, as: UTF8.self).contains(" 400 Bad Request"))
    let log = try Connection(program.conninfo).query("SELECT count(*) FROM log.event")
    #expect(try log[0].get(0, as: Int64.self) == 1)
  }

  private static let addresses: [(path: String, status: Int, sentence: String)] = [
    ("/dmeo", 404, "There is no process “dmeo”. Did you mean “demo”? “parley list” shows them all."),
    ("/demo/rostr", 404, "There is no page “rostr” of demo. Did you mean “roster”?"),
    ("/demo/roster/x", 404, "There is no page “roster/x” of demo."),
    ("/demo/why/standin", 404, "Nothing in demo is called “standin”. Did you mean “standing”?"),
    ("/events/77", 404, "There is no event 77; the last one is event "),
    ("/events/x", 404, "There is no process “events”."),
    ("/demo?as-of=2003-13-01", 400, "“2003-13-01” is not a day; write it as 2007-02-13."),
    (
      "/demo?as-known=x", 400,
      "“x” is not a day or a moment; write it as 2008-06-30 or 2008-06-30T12:00:00Z."
    ),
    ("/demo?asof=2003-01-01", 400, "There is no parameter “asof” here. Did you mean “as-of”?"),
    ("/demo?database=x", 400, "There is no parameter “database” here."),
    ("/demo?ceiling=purple", 400, "“purple” is not a marking of the Traffic Light Protocol"),
    ("/demo?format=xml", 400, "There is no format “xml” here (html, json)."),
    ("/demo/measures?open=no", 400, "“open” is on or left out; write it without a value."),
    ("/demo?as-known=2001-01-01", 404, "Nothing was known of “demo” then;"),
    ("/demo?according-to=us", 400, "No account by “us” is recorded here."),
    ("/../../../etc/passwd", 404, "There is no process “..”."),
    ("/%2e%2e%2fetc%2fpasswd", 404, "There is no process “../etc/passwd”."),
    ("/--help", 404, "There is no process “--help”."),
    ("/demo%00", 400, "This address is not well encoded;"),
    ("/demo%zz", 400, "This address is not well encoded;"),
    ("/demo%", 400, "This address is not well encoded;"), ("/%ff", 400, "This address is not valid UTF-8."),
    ("*", 400, "An address here begins with “/”."),
    ("/" + String(repeating: "x", count: 3000), 414, "This address is longer than 2048 bytes; shorten it."),
  ]

  @Test("says what is wrong with an address")
  func addresses() throws {
    let served = try ServedRecord(try desk())
    let answers = try served.ask(
      Self.addresses.flatMap { path, _, _ in
        [Asked(path: path), Asked(path: path, headers: ["Accept": "application/json"])]
      })
    for (number, (path, status, sentence)) in Self.addresses.enumerated() {
      let (page, json) = (answers[2 * number], answers[2 * number + 1])
      #expect(page.status == status && page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(page.body.contains(sentence), "\(page.body.suffix(400))")
      #expect(json.status == status)
      if path != "*" && status != 414 && !sentence.contains("encoded") && !sentence.contains("UTF-8") {
        let error = try #require(
          JSONSerialization.jsonObject(with: Data(json.body.utf8)) as? [String: String])
        #expect(error["error"]?.hasPrefix(sentence) == true, "\(error)")
      }
    }
  }

  // MARK: Following

  @Test("tells what another client records, and goes on from where a client was")
  func events() throws {
    let program = try desk("One")
    let served = try ServedRecord(program)
    for (path, id) in [("/parley.events", 1), ("/parley.events?after=1", nil), ("/parley.events?of=demo", 1)]
    {
      let missed = try served.listen(path, after: id, for: 1)
      #expect(missed.map { $0["data"] } == [#"{"position":2,"process":"demo"}"#], "\(path)")
      #expect(missed.map { $0["id"] } == ["2"] && missed.map { $0["event"] } == ["recorded"])
    }
    // Whoever knows of more than there is, is told that it has to look again.
    #expect(try served.listen("/parley.events?of=demo", after: 99, seconds: 1).count == 1)
    let told = try served.listen(
      "/parley.events", for: 2, seconds: 60,
      while: "for p in demo other; do parley log note-added $p --on 2003 --title Two; done")
    #expect(
      told.map { $0["data"] } == [
        #"{"position":3,"process":"demo"}"#, #"{"position":4,"process":"other"}"#,
      ])
    let resumed = try served.listen("/parley.events", after: 2, for: 2)
    #expect(resumed.map { $0["id"] } == ["3", "4"])
    #expect(try served.listen("/parley.events?of=other", after: 0, seconds: 1).map { $0["id"] } == ["4"])
    #expect(try served.get("/parley.events?of=othr").body.contains("Did you mean “other”?"))
    let page = try served.get("/demo").body
    #expect(page.contains("data-events=\"/parley.events?after=4&amp;of=demo\""))
    #expect(try !served.get("/demo?as-recorded=2100-01-01").body.contains("data-events"))
  }

  @Test("counts positions anew under a ceiling, and tells of nothing else")
  func eventsUnderCeiling() throws {
    let program = try desk("One")
    try record(program, "note-added", "--title", "Hidden", "--tlp", "RED")
    let served = try ServedRecord(program, "--ceiling", "GREEN")
    #expect(try served.get("/demo").body.contains("after=2&"))
    let log = "parley log note-added demo --on 2003 --title"
    let events = try served.listen(
      "/parley.events", for: 1, seconds: 60, while: "\(log) Secret --tlp RED; \(log) Told")
    #expect(events.map { $0["data"] } == [#"{"position":3,"process":"demo"}"#])
    #expect(try served.listen("/parley.events", after: 0, seconds: 1).map { $0["id"] } == ["1", "2", "3"])
    #expect(try served.listen("/parley.events?ceiling=RED", after: 0, seconds: 1).count == 3)
  }

  // MARK: Running

  @Test("writes nothing, and answers from the log where the tables are behind it")
  func readOnly() throws {
    let program = try desk("One")
    let connection = try Connection(program.conninfo)
    let served = try ServedRecord(program)
    try connection.query(
      """
      SELECT * FROM log.append('{}', ARRAY[('demo', gen_random_uuid(), 'note-added', '{"on":"2004","title":"By SQL"}',
        NULL, 'x')::log.new_event])
      """)
    #expect(try served.get("/demo/timeline").body.contains("By SQL"))
    let reached = try connection.query("SELECT min(position) FROM read.checkpoint")
    #expect(try reached[0].get(0, as: Int64.self) == 2)
  }

  @Test("goes on through a restart of the database, about which it tells clients nothing")
  func restart() throws {
    let cluster = try TestCluster()
    let program = Program(conninfo: try cluster.freshDatabase())
    #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", "One").status == 0)
    let served = try ServedRecord(program)
    #expect(try served.get("/demo").status == 200)
    try cluster.kill9()
    let gone = try served.get("/demo")
    #expect(gone.status == 503 && gone.headers["retry-after"] == "5")
    #expect(gone.body.contains("The database cannot be reached at the moment; try again later."))
    #expect(!gone.body.contains(cluster.folder))
    try cluster.restart()
    #expect(try served.get("/demo").status == 200)
    #expect(try served.listen("/parley.events", after: 0, for: 1).count == 1)
    served.running.signal(SIGTERM)
    let ended = try served.running.wait()
    #expect(
      ended.status == 0 && ended.complaint.contains("The server has gone; waiting for it to come back."))
  }

  @Test("ends when it is asked to, with every stream", arguments: [SIGTERM, SIGINT])
  func ends(signal: Int32) throws {
    let program = try desk()
    let served = try ServedRecord(program)
    let file = try ScratchFile()
    _ = try program.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/\(served.port)
      printf 'GET /parley.events HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' >&3
      cat <&3 > \(file.path) & sleep 1
      """)
    served.running.signal(signal)
    let ended = try served.running.wait()
    #expect(ended.status == 0 && ended.complaint == "", "\(ended)")
    #expect(ended.output == "\(served.url)\n")
    for _ in 0..<100 where !stream(file).hasSuffix("0\r\n\r\n") { usleep(50_000) }
    #expect(stream(file).hasPrefix("HTTP/1.1 200 OK\r\n") && stream(file).hasSuffix("0\r\n\r\n"))
  }

  private func stream(_ file: ScratchFile) -> String {
    (try? String(contentsOfFile: file.path, encoding: .utf8)) ?? ""
  }

  @Test("says why it cannot listen")
  func listening() throws {
    let program = try desk()
    let served = try ServedRecord(program)
    let taken = try program.run("serve", "--port", served.port)
    #expect(
      taken.status == 69
        && taken.complaint
          == "parley: Port \(served.port) of 127.0.0.1 is taken already; stop what uses it, or choose another --port.\n"
    )
    let nowhere = try program.run("serve", "--host", "192.0.2.1", "--port", "0")
    #expect(
      nowhere.status == 64
        && nowhere.complaint.hasPrefix("parley: This machine has no address “192.0.2.1” ("), "\(nowhere)")
    let unknown = try program.run("serve", "--host", "no-such-host.invalid", "--port", "0")
    #expect(unknown.status == 64 && unknown.complaint.hasSuffix("); choose another --host.\n"), "\(unknown)")
    #expect(try program.run("serve", "--port", "65536").status == 64)
    #expect(try program.run("serve", "--ceiling", "purple").status == 65)
    let database = Program(conninfo: "host=/tmp/none-such user=x dbname=y")
    #expect(try database.run("serve", "--port", "0").status == 69)
    let open = try ServedRecord(program, "--host", "0.0.0.0")
    open.running.signal(SIGTERM)
    #expect(try open.running.wait().complaint == "Whoever can reach this address sees all that it shows.\n")
  }
}
