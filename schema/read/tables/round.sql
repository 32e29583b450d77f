CREATE TABLE round (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    round text NOT NULL,
    number bigint,
    title text,
    standing text,
    planned text,
    plan_changes text[] NOT NULL,
    convened text,
    convened_day date,
    phases json NOT NULL,
    sessions bigint NOT NULL,
    concluded text,
    place text,
    country text,
    parties text[] NOT NULL,
    outcome text,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE round IS 'Rounds of talks, as planned and as they went.';
COMMENT ON COLUMN round.process IS 'The slug of the process.';
COMMENT ON COLUMN round.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
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
COMMENT ON COLUMN round.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
