CREATE TABLE verification (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    measure text NOT NULL,
    title text,
    party text,
    category text,
    track text,
    holds boolean,
    since text,
    since_day date,
    ended text,
    ended_day date,
    ended_as text,
    verified text,
    verified_day date,
    verified_by text,
    method text,
    scope text,
    verifications bigint NOT NULL,
    failed text,
    failed_day date,
    failed_by text[] NOT NULL,
    failed_as text,
    failures bigint NOT NULL,
    next text,
    next_day date,
    is_unverified boolean,
    last_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE verification IS 'What was carried out or looked at, whether it holds, and who last confirmed that or could not: one row a measure.';
COMMENT ON COLUMN verification.process IS 'The slug of the process.';
COMMENT ON COLUMN verification.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN verification.measure IS 'Its slug.';
COMMENT ON COLUMN verification.title IS 'What the act is.';
COMMENT ON COLUMN verification.party IS 'Who did it, or is to where nobody is named, by id.';
COMMENT ON COLUMN verification.category IS 'What kind of act, such as freeze.';
COMMENT ON COLUMN verification.track IS 'The strand it belongs to.';
COMMENT ON COLUMN verification.holds IS 'Whether it is in place; null where dates leave it open.';
COMMENT ON COLUMN verification.since IS 'Since when, or from when it last was, as EDTF.';
COMMENT ON COLUMN verification.since_day IS 'The first day of that.';
COMMENT ON COLUMN verification.ended IS 'When it was stopped or undone, or promised anew.';
COMMENT ON COLUMN verification.ended_day IS 'The first day of that.';
COMMENT ON COLUMN verification.ended_as IS 'suspended, reversed or lapsed; pledged or accepted where it was promised anew.';
COMMENT ON COLUMN verification.verified IS 'When it was last confirmed.';
COMMENT ON COLUMN verification.verified_day IS 'The first day of that.';
COMMENT ON COLUMN verification.verified_by IS 'By whom, by id.';
COMMENT ON COLUMN verification.method IS 'How it was last looked at, whatever came of it.';
COMMENT ON COLUMN verification.scope IS 'What that took in.';
COMMENT ON COLUMN verification.verifications IS 'How often it was confirmed.';
COMMENT ON COLUMN verification.failed IS 'When a verification last failed.';
COMMENT ON COLUMN verification.failed_day IS 'The first day of that.';
COMMENT ON COLUMN verification.failed_by IS 'Who had looked, or asked to, by id.';
COMMENT ON COLUMN verification.failed_as IS 'refused, not-confirmed or found-otherwise.';
COMMENT ON COLUMN verification.failures IS 'How often one failed.';
COMMENT ON COLUMN verification.next IS 'When it is to be looked at again, as last said.';
COMMENT ON COLUMN verification.next_day IS 'The last day of that.';
COMMENT ON COLUMN verification.is_unverified IS 'Whether it is in place, and nobody has confirmed that since it began or somebody has found otherwise; null where dates leave it open.';
COMMENT ON COLUMN verification.last_event IS 'Position of its last event.';
COMMENT ON COLUMN verification.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
