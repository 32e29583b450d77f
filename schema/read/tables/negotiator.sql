CREATE TABLE negotiator (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    negotiator text NOT NULL,
    office text,
    since text,
    since_day date,
    until text,
    until_day date,
    in_office boolean,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE negotiator IS 'Who spoke for a party at the talks without governing it, from when to when.';
COMMENT ON COLUMN negotiator.process IS 'The slug of the process.';
COMMENT ON COLUMN negotiator.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN negotiator.party IS 'Its id.';
COMMENT ON COLUMN negotiator.negotiator IS 'Who speaks for it.';
COMMENT ON COLUMN negotiator.office IS 'In what office.';
COMMENT ON COLUMN negotiator.since IS 'From when, as EDTF.';
COMMENT ON COLUMN negotiator.since_day IS 'The first day of that.';
COMMENT ON COLUMN negotiator.until IS 'Until when, as EDTF; null for the present one.';
COMMENT ON COLUMN negotiator.until_day IS 'The first day of that.';
COMMENT ON COLUMN negotiator.in_office IS 'Whether it does on the day; null where dates leave it open.';
COMMENT ON COLUMN negotiator.event IS 'Position of the event.';
COMMENT ON COLUMN negotiator.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
