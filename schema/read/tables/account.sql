CREATE TABLE account (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    event bigint NOT NULL,
    event_name text NOT NULL,
    headline text,
    account bigint NOT NULL,
    account_name text NOT NULL,
    according_to text[] NOT NULL,
    says text[] NOT NULL,
    denied boolean NOT NULL,
    preferred boolean NOT NULL,
    open boolean NOT NULL,
    because text,
    conflict boolean NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE account IS 'Events that are told in several ways: one row an account, what was recorded first among them; and one row each of the corrections of an event that differ and did not know each other.';
COMMENT ON COLUMN account.process IS 'The slug of the process.';
COMMENT ON COLUMN account.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN account.event IS 'Position of the event.';
COMMENT ON COLUMN account.event_name IS 'The end of its id, by which it is called in every copy.';
COMMENT ON COLUMN account.headline IS 'What it says, as recorded.';
COMMENT ON COLUMN account.account IS 'Position of the event that gives the account; that of the event itself for what was recorded.';
COMMENT ON COLUMN account.account_name IS 'The end of the id of that event.';
COMMENT ON COLUMN account.according_to IS 'Whose account it is: a party by id, or sources by name.';
COMMENT ON COLUMN account.says IS 'What it says, as field=value.';
COMMENT ON COLUMN account.denied IS 'Whether it says that nothing of the kind happened.';
COMMENT ON COLUMN account.preferred IS 'Whether answers go by it.';
COMMENT ON COLUMN account.open IS 'Whether the accounts have not been weighed yet.';
COMMENT ON COLUMN account.because IS 'What was said of the account.';
COMMENT ON COLUMN account.conflict IS 'Whether it is a correction that differs from another which it did not know.';
COMMENT ON COLUMN account.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
