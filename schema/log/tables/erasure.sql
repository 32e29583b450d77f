CREATE TABLE log.erasure (
    position    bigint PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id()
);

COMMENT ON TABLE log.erasure IS 'The erased events that may still be in the storage of the tables; emptied by log.purge().';
COMMENT ON COLUMN log.erasure.position IS 'The position of the erased event.';
COMMENT ON COLUMN log.erasure.transaction IS 'The transaction that erased it; older snapshots may still see it.';
