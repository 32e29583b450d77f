CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR',
    channel    text NOT NULL DEFAULT 'parley_' || translate(gen_random_uuid()::text, '-', ''),
    turn_wait  interval NOT NULL DEFAULT '30 seconds' CHECK (turn_wait > '0'),
    turn_idle  interval NOT NULL DEFAULT '10 seconds' CHECK (turn_idle > '0')
);

COMMENT ON TABLE log.setting IS 'One row: the settings of the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'The marking of events without one of their own, whenever they were recorded.';
COMMENT ON COLUMN log.setting.channel IS 'The channel on which appends are notified: a name that cannot be guessed.';
COMMENT ON COLUMN log.setting.turn_wait IS 'How long an append waits for others before it is refused.';
COMMENT ON COLUMN log.setting.turn_idle IS 'How long a transaction may be idle after an append while another waits; '
    'then its session is ended.';

INSERT INTO log.setting DEFAULT VALUES;
