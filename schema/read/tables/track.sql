CREATE TABLE track (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    track text NOT NULL,
    events bigint NOT NULL,
    pledged bigint NOT NULL,
    open_measures bigint NOT NULL,
    delivered bigint NOT NULL,
    undone bigint NOT NULL,
    last_movement text,
    last_movement_day date,
    last_headline text,
    forward bigint NOT NULL,
    last_forward text,
    last_forward_day date,
    last_forward_from date,
    last_forward_to date,
    last_forward_headline text,
    back bigint NOT NULL,
    last_back text,
    last_back_day date,
    last_back_from date,
    last_back_to date,
    last_back_headline text,
    last_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE track IS 'The strands pursued in parallel, and how each stands.';
COMMENT ON COLUMN track.process IS 'The slug of the process.';
COMMENT ON COLUMN track.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN track.track IS 'Its slug.';
COMMENT ON COLUMN track.events IS 'How many events belong to it.';
COMMENT ON COLUMN track.pledged IS 'Measures on it that were ever promised or carried out.';
COMMENT ON COLUMN track.open_measures IS 'Measures promised and not yet delivered.';
COMMENT ON COLUMN track.delivered IS 'Measures implemented or verified, and neither suspended nor undone since.';
COMMENT ON COLUMN track.undone IS 'Measures suspended, reversed or lapsed.';
COMMENT ON COLUMN track.last_movement IS 'When something last happened on it, as EDTF.';
COMMENT ON COLUMN track.last_movement_day IS 'The first day of that.';
COMMENT ON COLUMN track.last_headline IS 'What that was.';
COMMENT ON COLUMN track.forward IS 'How many steps were taken: agreements reached, signed, ratified, in force, extended, resumed or reaffirmed, measures pledged, accepted, carried out, confirmed or resumed, setbacks overcome.';
COMMENT ON COLUMN track.last_forward IS 'When the last of them was, as EDTF.';
COMMENT ON COLUMN track.last_forward_day IS 'The first day of that.';
COMMENT ON COLUMN track.last_forward_from IS 'The first day that the last of all steps can have been; null where it may be that none was taken.';
COMMENT ON COLUMN track.last_forward_to IS 'The last day that it can have been.';
COMMENT ON COLUMN track.last_forward_headline IS 'What that was.';
COMMENT ON COLUMN track.back IS 'How many were taken back: agreements breached, suspended or renounced, measures suspended, reversed or lapsed, setbacks.';
COMMENT ON COLUMN track.last_back IS 'When the last of those was, as EDTF.';
COMMENT ON COLUMN track.last_back_day IS 'The first day of that.';
COMMENT ON COLUMN track.last_back_from IS 'The first day that the last of all steps back can have been; null where it may be that none was taken.';
COMMENT ON COLUMN track.last_back_to IS 'The last day that it can have been.';
COMMENT ON COLUMN track.last_back_headline IS 'What that was.';
COMMENT ON COLUMN track.last_event IS 'The position of the last event on it.';
COMMENT ON COLUMN track.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
