import TestSupport

extension Program {
  /// Runs a line of shell while a receiver of the server's write-ahead log is a million bytes behind.
  func withReceiverBehind(_ line: String) throws -> Outcome {
    try shell(
      """
      folder=$(mktemp -d)
      ask() { psql -X -A -t -q -c "$1" "$DATABASE_URL"; }
      pg_receivewal --no-loop --synchronous --status-interval=1 -D "$folder" -d "$DATABASE_URL" >/dev/null 2>&1 &
      for attempt in $(seq 100); do
        [ "$(ask 'SELECT count(flush_lsn) FROM pg_stat_replication WHERE state = $$streaming$$')" = 0 ] || break
        sleep 0.1
      done
      kill -STOP $!
      ask "SELECT pg_logical_emit_message(true, 'test', repeat('x', 1000000))" >/dev/null
      \(line)
      kill -CONT $!; kill $!; wait; rm -r "$folder"
      """)
  }
}
