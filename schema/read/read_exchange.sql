CREATE TABLE exchange (
    process text COLLATE "C" NOT NULL,
    n       integer NOT NULL,
    exchange text,
    title text,
    measures text[] NOT NULL,
    parties text[] NOT NULL,
    sides text[] NOT NULL,
    given text,
    moved_first text[] NOT NULL,
    first_given text,
    answered text,
    lag_least bigint,
    lag_most bigint,
    unanswered text[] NOT NULL,
    snapped_back text[] NOT NULL,
    undone text[] NOT NULL,
    open_measures bigint,
    deadline text,
    deadline_day date,
    tracks text[] NOT NULL,
    categories text[] NOT NULL,
    under text[] NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE exchange IS 'What is given in return for what: one row a package of measures that are tied to each other.';
COMMENT ON COLUMN exchange.process IS 'The slug of the process.';
COMMENT ON COLUMN exchange.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN exchange.exchange IS 'The slug of the measure by which it goes.';
COMMENT ON COLUMN exchange.title IS 'What that measure is.';
COMMENT ON COLUMN exchange.measures IS 'All measures of it, by slug.';
COMMENT ON COLUMN exchange.parties IS 'Whose they are, by id.';
COMMENT ON COLUMN exchange.sides IS 'For each party, how much of what it owes is in place.';
COMMENT ON COLUMN exchange.given IS 'open, one-sided, simultaneous (on the same day), sequential, broken, or unknown where dates leave it open.';
COMMENT ON COLUMN exchange.moved_first IS 'Who gave first, by id; two where it was on the same day; unknown where dates leave it open.';
COMMENT ON COLUMN exchange.first_given IS 'When the first gave, as EDTF.';
COMMENT ON COLUMN exchange.answered IS 'When the next one gave.';
COMMENT ON COLUMN exchange.lag_least IS 'The fewest days between.';
COMMENT ON COLUMN exchange.lag_most IS 'The most days between.';
COMMENT ON COLUMN exchange.unanswered IS 'What one side carried out while no other gave anything.';
COMMENT ON COLUMN exchange.snapped_back IS 'What was carried out and then stopped or undone.';
COMMENT ON COLUMN exchange.undone IS 'What is suspended, reversed or lapsed, with which of it.';
COMMENT ON COLUMN exchange.open_measures IS 'How many measures are promised and not yet carried out.';
COMMENT ON COLUMN exchange.deadline IS 'The first deadline of those, as EDTF.';
COMMENT ON COLUMN exchange.deadline_day IS 'The last day of that.';
COMMENT ON COLUMN exchange.tracks IS 'The strands that they belong to.';
COMMENT ON COLUMN exchange.categories IS 'What kinds of act they are.';
COMMENT ON COLUMN exchange.under IS 'The agreements that they stem from.';
COMMENT ON COLUMN exchange.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN exchange.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
