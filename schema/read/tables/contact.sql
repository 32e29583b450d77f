CREATE TABLE contact (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    kind text NOT NULL,
    held text,
    held_day date,
    parties text[] NOT NULL,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE contact IS 'Meetings outside rounds.';
COMMENT ON COLUMN contact.process IS 'The slug of the process.';
COMMENT ON COLUMN contact.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN contact.kind IS 'summit, meeting, envoy, visit, back-channel, phone, letter or other.';
COMMENT ON COLUMN contact.held IS 'When, as EDTF.';
COMMENT ON COLUMN contact.held_day IS 'The first day of that.';
COMMENT ON COLUMN contact.parties IS 'Who met, by id.';
COMMENT ON COLUMN contact.event IS 'Position of the event.';
COMMENT ON COLUMN contact.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
