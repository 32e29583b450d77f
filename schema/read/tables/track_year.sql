CREATE TABLE track_year (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    track text NOT NULL,
    year bigint NOT NULL,
    forward bigint NOT NULL,
    back bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE track_year IS 'How many steps each track made in a year, and how many were taken back.';
COMMENT ON COLUMN track_year.process IS 'The slug of the process.';
COMMENT ON COLUMN track_year.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN track_year.track IS 'Its slug.';
COMMENT ON COLUMN track_year.year IS 'The year in which they were taken, or may first have been.';
COMMENT ON COLUMN track_year.forward IS 'Agreements reached, signed or reaffirmed; measures pledged, accepted, carried out, confirmed or resumed; setbacks overcome.';
COMMENT ON COLUMN track_year.back IS 'Agreements breached or renounced; measures suspended, reversed or lapsed; setbacks.';
COMMENT ON COLUMN track_year.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
