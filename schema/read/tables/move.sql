CREATE TABLE move (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    event bigint NOT NULL,
    party text NOT NULL,
    issue text NOT NULL,
    stated text,
    stated_day date,
    headline text NOT NULL,
    quote text,
    preconditions text[] NOT NULL,
    previous_event bigint,
    previous_quote text,
    days bigint,
    days_at_most bigint,
    moved boolean,
    added text[] NOT NULL,
    unrepeated text[] NOT NULL,
    dropped text[] NOT NULL,
    softened text[] NOT NULL,
    current boolean,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE move IS 'What parties said they want, each against what the same party said on the same issue before.';
COMMENT ON COLUMN move.process IS 'The slug of the process.';
COMMENT ON COLUMN move.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN move.event IS 'Position of the event.';
COMMENT ON COLUMN move.party IS 'Who said so, by id.';
COMMENT ON COLUMN move.issue IS 'On what.';
COMMENT ON COLUMN move.stated IS 'When, as EDTF.';
COMMENT ON COLUMN move.stated_day IS 'The first day of that.';
COMMENT ON COLUMN move.headline IS 'What was said, in the words of whoever recorded it.';
COMMENT ON COLUMN move.quote IS 'Its own words.';
COMMENT ON COLUMN move.preconditions IS 'What it wants first.';
COMMENT ON COLUMN move.previous_event IS 'Position of the event by which it spoke on that before; null for its first word.';
COMMENT ON COLUMN move.previous_quote IS 'Its own words then.';
COMMENT ON COLUMN move.days IS 'The fewest days since then.';
COMMENT ON COLUMN move.days_at_most IS 'The most days.';
COMMENT ON COLUMN move.moved IS 'Whether the record says that it wants something else than before: it wants first what it did not, or gives up or softens something; null for its first word, and where no more is said.';
COMMENT ON COLUMN move.added IS 'What it wants first and had not stated before, or had given up.';
COMMENT ON COLUMN move.unrepeated IS 'What it stated before and does not repeat here; that it gave it up is not recorded.';
COMMENT ON COLUMN move.dropped IS 'What it gives up, as the record says.';
COMMENT ON COLUMN move.softened IS 'What it wants less of, as the record says.';
COMMENT ON COLUMN move.current IS 'Whether this is its last word on the issue; null where dates leave it open.';
COMMENT ON COLUMN move.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
