CREATE TABLE track_year (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    track text NOT NULL,
    year bigint NOT NULL,
    forward bigint NOT NULL,
    back bigint NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE track_year IS 'How many steps each track made in a year, and how many were taken back.';
COMMENT ON COLUMN track_year.process IS 'The slug of the process.';
COMMENT ON COLUMN track_year.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN track_year.track IS 'Its slug.';
COMMENT ON COLUMN track_year.year IS 'The year in which they were taken, or may first have been.';
COMMENT ON COLUMN track_year.forward IS 'Agreements reached, signed or reaffirmed; measures pledged, accepted, carried out, confirmed or resumed; setbacks overcome.';
COMMENT ON COLUMN track_year.back IS 'Agreements breached or renounced; measures suspended, reversed or lapsed; setbacks.';
COMMENT ON COLUMN track_year.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN track_year.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
