CREATE TABLE administration (
    process text COLLATE "C" NOT NULL,
    n       integer NOT NULL,
    party text,
    head text,
    office text,
    since text,
    since_day date,
    until text,
    until_day date,
    event bigint,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE administration IS 'Who governed a party, from when to when.';
COMMENT ON COLUMN administration.process IS 'The slug of the process.';
COMMENT ON COLUMN administration.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN administration.party IS 'Its id.';
COMMENT ON COLUMN administration.head IS 'Who governs.';
COMMENT ON COLUMN administration.office IS 'In what office.';
COMMENT ON COLUMN administration.since IS 'From when, as EDTF.';
COMMENT ON COLUMN administration.since_day IS 'The first day of that.';
COMMENT ON COLUMN administration.until IS 'Until when, as EDTF; null for the present one.';
COMMENT ON COLUMN administration.until_day IS 'The first day of that.';
COMMENT ON COLUMN administration.event IS 'Position of the event.';
