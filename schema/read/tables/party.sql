CREATE TABLE party (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    party text NOT NULL,
    name text NOT NULL,
    kind text,
    iso text,
    event bigint NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE party IS 'Parties introduced in a process.';
COMMENT ON COLUMN party.process IS 'The slug of the process.';
COMMENT ON COLUMN party.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN party.party IS 'Its id.';
COMMENT ON COLUMN party.name IS 'Its name.';
COMMENT ON COLUMN party.kind IS 'What it is: state, organisation, armed-group, political-party, delegation or other.';
COMMENT ON COLUMN party.iso IS 'The ISO 3166 code it stands for.';
COMMENT ON COLUMN party.event IS 'Position of the event that introduced it.';
COMMENT ON COLUMN party.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN party.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
