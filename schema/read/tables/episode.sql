CREATE TABLE episode (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    episode bigint NOT NULL,
    kind text NOT NULL,
    suspended boolean NOT NULL,
    began text,
    began_day date,
    parties text[] NOT NULL,
    reason text,
    because text,
    is_open boolean,
    ended text,
    ended_day date,
    ended_by text,
    through text[] NOT NULL,
    is_final boolean NOT NULL,
    days_least bigint,
    days_most bigint,
    contacts json NOT NULL,
    event bigint NOT NULL,
    ended_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE episode IS 'Breakdowns, from the suspension or the walk-out until the talks went on.';
COMMENT ON COLUMN episode.process IS 'The slug of the process.';
COMMENT ON COLUMN episode.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN episode.episode IS 'Its number within the process.';
COMMENT ON COLUMN episode.kind IS 'suspension or walk-out: how it began.';
COMMENT ON COLUMN episode.suspended IS 'Whether the talks were suspended in it, and not only a party away.';
COMMENT ON COLUMN episode.began IS 'When, as EDTF.';
COMMENT ON COLUMN episode.began_day IS 'The first day of that.';
COMMENT ON COLUMN episode.parties IS 'Who left, by id.';
COMMENT ON COLUMN episode.reason IS 'Why, as recorded.';
COMMENT ON COLUMN episode.because IS 'The thing that led to it.';
COMMENT ON COLUMN episode.is_open IS 'Whether it goes on; null where dates leave it open.';
COMMENT ON COLUMN episode.ended IS 'When the talks went on, as EDTF.';
COMMENT ON COLUMN episode.ended_day IS 'The first day of that.';
COMMENT ON COLUMN episode.ended_by IS 'By what.';
COMMENT ON COLUMN episode.through IS 'What made them go on, by slug or process/slug.';
COMMENT ON COLUMN episode.is_final IS 'Whether the talks were closed instead.';
COMMENT ON COLUMN episode.days_least IS 'The fewest days that it lasted.';
COMMENT ON COLUMN episode.days_most IS 'The most days.';
COMMENT ON COLUMN episode.contacts IS 'Contacts of this process during it. A list of objects of `on`: when, as EDTF; `what`: its title, or else its kind; `event`: position of the event.';
COMMENT ON COLUMN episode.event IS 'Position of the event with which it began.';
COMMENT ON COLUMN episode.ended_event IS 'Position of the event that ended it.';
COMMENT ON COLUMN episode.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
