CREATE TABLE negotiator (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    party text NOT NULL,
    negotiator text NOT NULL,
    office text,
    since text,
    since_day date,
    until text,
    until_day date,
    in_office boolean,
    event bigint NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE negotiator IS 'Who spoke for a party at the talks without governing it, from when to when.';
COMMENT ON COLUMN negotiator.process IS 'The slug of the process.';
COMMENT ON COLUMN negotiator.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN negotiator.party IS 'Its id.';
COMMENT ON COLUMN negotiator.negotiator IS 'Who speaks for it.';
COMMENT ON COLUMN negotiator.office IS 'In what office.';
COMMENT ON COLUMN negotiator.since IS 'From when, as EDTF.';
COMMENT ON COLUMN negotiator.since_day IS 'The first day of that.';
COMMENT ON COLUMN negotiator.until IS 'Until when, as EDTF; null for the present one.';
COMMENT ON COLUMN negotiator.until_day IS 'The first day of that.';
COMMENT ON COLUMN negotiator.in_office IS 'Whether it does on the day; null where dates leave it open.';
COMMENT ON COLUMN negotiator.event IS 'Position of the event.';
COMMENT ON COLUMN negotiator.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN negotiator.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
