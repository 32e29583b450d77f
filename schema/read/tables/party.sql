CREATE TABLE party (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    name text NOT NULL,
    kind text,
    iso text,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE party IS 'Parties introduced in a process.';
COMMENT ON COLUMN party.process IS 'The slug of the process.';
COMMENT ON COLUMN party.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN party.party IS 'Its id.';
COMMENT ON COLUMN party.name IS 'Its name.';
COMMENT ON COLUMN party.kind IS 'What it is: state, organisation, armed-group, political-party, delegation or other.';
COMMENT ON COLUMN party.iso IS 'The ISO 3166 code it stands for.';
COMMENT ON COLUMN party.event IS 'Position of the event that introduced it.';
COMMENT ON COLUMN party.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
