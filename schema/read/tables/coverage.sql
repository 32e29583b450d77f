CREATE TABLE coverage (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    since text,
    until text,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE coverage IS 'The days of which the record of a process can speak, where that is stated.';
COMMENT ON COLUMN coverage.process IS 'The slug of the process.';
COMMENT ON COLUMN coverage.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN coverage.since IS 'From when on it was kept, as EDTF; null for from the beginning.';
COMMENT ON COLUMN coverage.until IS 'Until when it was kept, as EDTF; null where it still is.';
COMMENT ON COLUMN coverage.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN coverage.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
