CREATE TABLE link (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    subject text,
    subject_kind text,
    relation text NOT NULL,
    object text NOT NULL,
    object_kind text NOT NULL,
    parties text[] NOT NULL,
    on_text text,
    on_day date,
    status text,
    event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE link IS 'What carries out, confirms, breaks, replaces or answers what: one row a tie.';
COMMENT ON COLUMN link.process IS 'The slug of the process.';
COMMENT ON COLUMN link.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN link.subject IS 'The thing that does it, by slug or process/slug; null where parties do.';
COMMENT ON COLUMN link.subject_kind IS 'agreement, measure, setback, proposal or round.';
COMMENT ON COLUMN link.relation IS 'implements, reaffirms, supersedes, breaches, suspends, renounces, answers or overcomes.';
COMMENT ON COLUMN link.object IS 'The thing that it does it to.';
COMMENT ON COLUMN link.object_kind IS 'What kind of thing that is.';
COMMENT ON COLUMN link.parties IS 'Who does it, by id.';
COMMENT ON COLUMN link.on_text IS 'When, as EDTF.';
COMMENT ON COLUMN link.on_day IS 'The first day of that.';
COMMENT ON COLUMN link.status IS 'How the subject stands, where it is a measure or an agreement of this process; unknown where dates leave it open.';
COMMENT ON COLUMN link.event IS 'Position of the event that says so.';
COMMENT ON COLUMN link.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
