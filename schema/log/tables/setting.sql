CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR'
);

COMMENT ON TABLE log.setting IS 'One row: the settings of the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'The marking of events without one of their own, whenever they were recorded.';

INSERT INTO log.setting DEFAULT VALUES;
