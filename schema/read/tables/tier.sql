CREATE TABLE tier (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    tier bigint NOT NULL,
    plan text,
    held_by text[] NOT NULL,
    parties text[] NOT NULL,
    condition text,
    planned text,
    opened text,
    because text,
    at_table text[] NOT NULL,
    event bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE tier IS 'The accession plans: who is to come in together, in what order, on what condition.';
COMMENT ON COLUMN tier.process IS 'The slug of the process.';
COMMENT ON COLUMN tier.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN tier.tier IS 'Its place in the order; 1 comes first.';
COMMENT ON COLUMN tier.plan IS 'The plan it belongs to, where that has a name.';
COMMENT ON COLUMN tier.held_by IS 'Whose plan it is, by id.';
COMMENT ON COLUMN tier.parties IS 'Who is to come in, by id.';
COMMENT ON COLUMN tier.condition IS 'What has to be so before.';
COMMENT ON COLUMN tier.planned IS 'When it was planned, as EDTF.';
COMMENT ON COLUMN tier.opened IS 'When its condition was met, as EDTF.';
COMMENT ON COLUMN tier.because IS 'The thing that met it.';
COMMENT ON COLUMN tier.at_table IS 'Those of its parties that are at the table.';
COMMENT ON COLUMN tier.event IS 'Position of the event that planned it.';
COMMENT ON COLUMN tier.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
