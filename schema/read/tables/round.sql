CREATE TABLE round (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    round text NOT NULL,
    number bigint,
    title text,
    standing text,
    planned text,
    plan_changes text[] NOT NULL,
    convened text,
    convened_day date,
    phases jsonb NOT NULL,
    sessions bigint NOT NULL,
    concluded text,
    place text,
    country text,
    parties text[] NOT NULL,
    outcome text,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE round IS 'Rounds of talks, as planned and as they went.';
COMMENT ON COLUMN round.process IS 'The slug of the process.';
COMMENT ON COLUMN round.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN round.round IS 'Its slug.';
COMMENT ON COLUMN round.number IS 'Its number.';
COMMENT ON COLUMN round.title IS 'Its title.';
COMMENT ON COLUMN round.standing IS 'planned, postponed, in session, recessed, over (its end is not recorded), concluded, cancelled or unknown.';
COMMENT ON COLUMN round.planned IS 'The date last planned, as EDTF.';
COMMENT ON COLUMN round.plan_changes IS 'Why the plan changed, in order.';
COMMENT ON COLUMN round.convened IS 'When it first convened, as EDTF.';
COMMENT ON COLUMN round.convened_day IS 'The first day of that.';
COMMENT ON COLUMN round.phases IS 'Its phases, in order. A list of objects of `from`: when it began, as EDTF; `until`: when it ended, as EDTF; null where it goes on or nobody said; `end_recorded`: whether its end is recorded, later than the day asked about too; `over_by`: the day by which it was over at the latest, where its end is not recorded; null where nothing shows it.';
COMMENT ON COLUMN round.sessions IS 'How many sessions are recorded.';
COMMENT ON COLUMN round.concluded IS 'When it ended, as EDTF.';
COMMENT ON COLUMN round.place IS 'Where.';
COMMENT ON COLUMN round.country IS 'In which country, ISO 3166 in lower case.';
COMMENT ON COLUMN round.parties IS 'Who took part, by id.';
COMMENT ON COLUMN round.outcome IS 'What came of it.';
COMMENT ON COLUMN round.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN round.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
