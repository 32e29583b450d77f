CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR'
);

COMMENT ON TABLE log.setting IS 'One row: what the desk has decided for the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'How an event is marked where nothing is said, whenever it was recorded.';

INSERT INTO log.setting DEFAULT VALUES;
