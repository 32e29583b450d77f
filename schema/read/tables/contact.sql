CREATE TABLE contact (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    held text,
    held_day date,
    parties text[] NOT NULL,
    event bigint NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE contact IS 'Meetings outside rounds.';
COMMENT ON COLUMN contact.process IS 'The slug of the process.';
COMMENT ON COLUMN contact.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN contact.kind IS 'summit, meeting, envoy, visit, back-channel, phone, letter or other.';
COMMENT ON COLUMN contact.held IS 'When, as EDTF.';
COMMENT ON COLUMN contact.held_day IS 'The first day of that.';
COMMENT ON COLUMN contact.parties IS 'Who met, by id.';
COMMENT ON COLUMN contact.event IS 'Position of the event.';
COMMENT ON COLUMN contact.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN contact.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
