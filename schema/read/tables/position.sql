CREATE TABLE position (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    issue text NOT NULL,
    stated text,
    stated_day date,
    quote text,
    preconditions text[] NOT NULL,
    asked_of text[] NOT NULL,
    dropped text[] NOT NULL,
    softened text[] NOT NULL,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE position IS 'What parties said they want, on which issue.';
COMMENT ON COLUMN position.process IS 'The slug of the process.';
COMMENT ON COLUMN position.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN position.party IS 'Who said so, by id.';
COMMENT ON COLUMN position.issue IS 'On what.';
COMMENT ON COLUMN position.stated IS 'When, as EDTF.';
COMMENT ON COLUMN position.stated_day IS 'The first day of that.';
COMMENT ON COLUMN position.quote IS 'Its own words.';
COMMENT ON COLUMN position.preconditions IS 'What it wants first.';
COMMENT ON COLUMN position.asked_of IS 'Of whom it wants that.';
COMMENT ON COLUMN position.dropped IS 'What it says that it does not want first any more.';
COMMENT ON COLUMN position.softened IS 'What it says that it wants less of.';
COMMENT ON COLUMN position.event IS 'Position of the event.';
COMMENT ON COLUMN position.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
