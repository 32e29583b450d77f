CREATE TABLE administration (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    head text NOT NULL,
    office text,
    acting boolean,
    since text,
    since_day date,
    until text,
    until_day date,
    in_office boolean,
    terms json NOT NULL,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE administration IS 'Who governed a party, from when to when.';
COMMENT ON COLUMN administration.process IS 'The slug of the process.';
COMMENT ON COLUMN administration.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN administration.party IS 'Its id.';
COMMENT ON COLUMN administration.head IS 'Who governs.';
COMMENT ON COLUMN administration.office IS 'In what office, by the last of its terms that names one.';
COMMENT ON COLUMN administration.acting IS 'Whether only as acting head, by the last of its terms; null where dates leave it open.';
COMMENT ON COLUMN administration.since IS 'From when, as EDTF.';
COMMENT ON COLUMN administration.since_day IS 'The first day of that.';
COMMENT ON COLUMN administration.until IS 'Until when, as EDTF; null for the present one.';
COMMENT ON COLUMN administration.until_day IS 'The first day of that.';
COMMENT ON COLUMN administration.in_office IS 'Whether it governs; null where dates leave it open.';
COMMENT ON COLUMN administration.terms IS 'Its terms, one after another; another term of the same head is no change of government. A list of objects of `since`: from when, as EDTF; `office`: in what office; `acting`: whether only as acting head; `event`: position of the event.';
COMMENT ON COLUMN administration.event IS 'Position of the event that began it.';
COMMENT ON COLUMN administration.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
