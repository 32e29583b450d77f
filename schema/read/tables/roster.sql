CREATE TABLE roster (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    role text,
    tier bigint,
    basis text NOT NULL,
    since text,
    since_day date,
    until text,
    until_day date,
    at_table boolean,
    terms text,
    reason text,
    leaving text,
    joined_event bigint NOT NULL,
    left_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE roster IS 'Who was at the table, from when to when: one row for each stretch of presence.';
COMMENT ON COLUMN roster.process IS 'The slug of the process.';
COMMENT ON COLUMN roster.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN roster.party IS 'Its id.';
COMMENT ON COLUMN roster.role IS 'principal, participant, host, mediator, guarantor or observer.';
COMMENT ON COLUMN roster.tier IS 'The tier of the accession plan with which it came in.';
COMMENT ON COLUMN roster.basis IS 'How we know: joined, returned, attended (seen at a round without having joined), or left (by its leaving alone).';
COMMENT ON COLUMN roster.since IS 'From when, as EDTF.';
COMMENT ON COLUMN roster.since_day IS 'The first day of that.';
COMMENT ON COLUMN roster.until IS 'Until when, as EDTF; null while it is at the table.';
COMMENT ON COLUMN roster.until_day IS 'The first day of that.';
COMMENT ON COLUMN roster.at_table IS 'Whether it is at the table; null where dates leave it open.';
COMMENT ON COLUMN roster.terms IS 'On what terms it came in.';
COMMENT ON COLUMN roster.reason IS 'Why it left.';
COMMENT ON COLUMN roster.leaving IS 'How it left, where that is said: walk-out, mandate-ended, expelled or replaced.';
COMMENT ON COLUMN roster.joined_event IS 'Position of the event that seated it.';
COMMENT ON COLUMN roster.left_event IS 'Position of the event that ended the stretch.';
COMMENT ON COLUMN roster.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
