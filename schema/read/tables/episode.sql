CREATE TABLE episode (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
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
    contacts jsonb NOT NULL,
    event bigint NOT NULL,
    ended_event bigint,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE episode IS 'Breakdowns, from the suspension or the walk-out until the talks went on.';
COMMENT ON COLUMN episode.process IS 'The slug of the process.';
COMMENT ON COLUMN episode.n IS 'The row''s place within its process, from 1.';
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
COMMENT ON COLUMN episode.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN episode.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
