CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR',
    channel    text NOT NULL DEFAULT 'parley_' || translate(gen_random_uuid()::text, '-', ''),
    body_limit integer NOT NULL DEFAULT 1048576 CHECK (body_limit BETWEEN 8192 AND 67108864),
    call_limit integer NOT NULL DEFAULT 100000 CHECK (call_limit >= 1000),
    clock_tolerance interval NOT NULL DEFAULT '5 minutes' CHECK (clock_tolerance >= '1 second'),
    turn_wait  interval NOT NULL DEFAULT '30 seconds' CHECK (turn_wait > '0'),
    turn_idle  interval NOT NULL DEFAULT '10 seconds' CHECK (turn_idle > '0')
);

COMMENT ON TABLE log.setting IS 'One row: the settings of the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'The marking of events without one of their own, whenever they were recorded.';
COMMENT ON COLUMN log.setting.channel IS 'The channel on which appends are notified: a name that cannot be guessed.';
COMMENT ON COLUMN log.setting.body_limit IS 'How many bytes the body of an event may have.';
COMMENT ON COLUMN log.setting.call_limit IS 'How many events may be appended in one call.';
COMMENT ON COLUMN log.setting.clock_tolerance IS 'How far the clock of the database may be from that of a client, and how far it '
    'is set back without that showing.';
COMMENT ON COLUMN log.setting.turn_wait IS 'How long an append waits for others before it is refused.';
COMMENT ON COLUMN log.setting.turn_idle IS 'How long a transaction may be idle after an append while another waits; '
    'then its session is ended.';

INSERT INTO log.setting DEFAULT VALUES;
