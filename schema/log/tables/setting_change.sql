-- What is not in the record decides who sees what all the same: each change of it stays, linked to the one before.
CREATE TABLE log.setting_change (
    n       integer PRIMARY KEY,
    moment  timestamptz NOT NULL,
    login   name NOT NULL,
    marking log.tlp NOT NULL,
    chain   bytea NOT NULL
);

COMMENT ON TABLE log.setting_change IS 'Each change of the marking of events that say nothing of markings; it was CLEAR before the first.';
COMMENT ON COLUMN log.setting_change.n IS 'Its place among the changes, from 1.';
COMMENT ON COLUMN log.setting_change.moment IS 'When it was changed, by the clock of the database.';
COMMENT ON COLUMN log.setting_change.login IS 'Who was logged in.';
COMMENT ON COLUMN log.setting_change.marking IS 'What it was changed to.';
COMMENT ON COLUMN log.setting_change.chain IS 'sha256(chain of the change before || log.setting_entry(…)).';
