CREATE TABLE position (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
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
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE position IS 'What parties said they want, on which issue.';
COMMENT ON COLUMN position.process IS 'The slug of the process.';
COMMENT ON COLUMN position.n IS 'The row''s place within its process, from 1.';
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
COMMENT ON COLUMN position.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN position.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
