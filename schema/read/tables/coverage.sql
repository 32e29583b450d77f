CREATE TABLE coverage (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    since text,
    until text,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE coverage IS 'The days of which the record of a process can speak, where that is stated.';
COMMENT ON COLUMN coverage.process IS 'The slug of the process.';
COMMENT ON COLUMN coverage.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN coverage.since IS 'From when on it was kept, as EDTF; null for from the beginning.';
COMMENT ON COLUMN coverage.until IS 'Until when it was kept, as EDTF; null where it still is.';
COMMENT ON COLUMN coverage.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
