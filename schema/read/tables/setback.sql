CREATE TABLE setback (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    setback text NOT NULL,
    title text,
    kind text,
    party text,
    severity text,
    assessments json NOT NULL,
    occurred text,
    occurred_day date,
    is_open boolean,
    overcome text,
    through text[] NOT NULL,
    how text,
    event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE setback IS 'What set the talks back, and what overcame it.';
COMMENT ON COLUMN setback.process IS 'The slug of the process.';
COMMENT ON COLUMN setback.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN setback.setback IS 'Its slug.';
COMMENT ON COLUMN setback.title IS 'What happened.';
COMMENT ON COLUMN setback.kind IS 'nuclear-test, missile-test, incident, attack, exercise, walk-out, sanctions, statement, non-compliance or other.';
COMMENT ON COLUMN setback.party IS 'Whose act it was, by id.';
COMMENT ON COLUMN setback.severity IS 'The severity last assessed.';
COMMENT ON COLUMN setback.assessments IS 'Every assessment, in order. A list of objects of `severity`: minor, moderate, serious or severe; `by`: who assessed it.';
COMMENT ON COLUMN setback.occurred IS 'When, as EDTF.';
COMMENT ON COLUMN setback.occurred_day IS 'The first day of that.';
COMMENT ON COLUMN setback.is_open IS 'Whether it still stands in the way; null where dates leave it open.';
COMMENT ON COLUMN setback.overcome IS 'When it was overcome, as EDTF.';
COMMENT ON COLUMN setback.through IS 'What overcame it, by slug.';
COMMENT ON COLUMN setback.how IS 'How, in words.';
COMMENT ON COLUMN setback.event IS 'Position of the event by which we know of it.';
COMMENT ON COLUMN setback.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
