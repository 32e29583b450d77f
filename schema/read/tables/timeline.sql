CREATE TABLE timeline (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    event bigint NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    on_text text,
    zone text,
    first_day date,
    last_day date,
    headline text NOT NULL,
    track text,
    parties text[] NOT NULL,
    place text,
    thing text,
    sources bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE timeline IS 'Every event, in the order in which it happened.';
COMMENT ON COLUMN timeline.process IS 'The slug of the process.';
COMMENT ON COLUMN timeline.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN timeline.event IS 'Its position in the log; its body is in log.event.';
COMMENT ON COLUMN timeline.name IS 'The end of its id, by which it is called in every copy of the record.';
COMMENT ON COLUMN timeline.type IS 'Its type.';
COMMENT ON COLUMN timeline.on_text IS 'When it happened, as EDTF.';
COMMENT ON COLUMN timeline.zone IS 'The time zone of that date, where one is given.';
COMMENT ON COLUMN timeline.first_day IS 'The first day on which it may have happened.';
COMMENT ON COLUMN timeline.last_day IS 'The day by which it was over.';
COMMENT ON COLUMN timeline.headline IS 'Its title, or what happened in a few words.';
COMMENT ON COLUMN timeline.track IS 'The strand it belongs to.';
COMMENT ON COLUMN timeline.parties IS 'Those involved, by id.';
COMMENT ON COLUMN timeline.place IS 'Where.';
COMMENT ON COLUMN timeline.thing IS 'The slug of the thing that it is about.';
COMMENT ON COLUMN timeline.sources IS 'How many sources it cites.';
COMMENT ON COLUMN timeline.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
