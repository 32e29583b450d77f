CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR',
    channel    text NOT NULL DEFAULT 'parley_' || translate(gen_random_uuid()::text, '-', '')
);

COMMENT ON TABLE log.setting IS 'One row: the settings of the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'The marking of events without one of their own, whenever they were recorded.';
COMMENT ON COLUMN log.setting.channel IS 'The channel on which appends are notified: a name that cannot be guessed.';

INSERT INTO log.setting DEFAULT VALUES;
