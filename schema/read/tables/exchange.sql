CREATE TABLE exchange (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    exchange text NOT NULL,
    title text,
    measures text[] NOT NULL,
    parties text[] NOT NULL,
    sides json NOT NULL,
    given text,
    possible text[] NOT NULL,
    moved_first text[] NOT NULL,
    perhaps_moved_first text[] NOT NULL,
    first_given text,
    answered text,
    lag_least bigint,
    lag_most bigint,
    unanswered text[] NOT NULL,
    snapped_back text[] NOT NULL,
    undone json NOT NULL,
    open_measures bigint NOT NULL,
    due json NOT NULL,
    deadline text,
    deadline_day date,
    tracks text[] NOT NULL,
    categories text[] NOT NULL,
    under text[] NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE exchange IS 'What is given in return for what: one row a package of measures that are tied to each other.';
COMMENT ON COLUMN exchange.process IS 'The slug of the process.';
COMMENT ON COLUMN exchange.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN exchange.exchange IS 'The slug of the measure by which it goes.';
COMMENT ON COLUMN exchange.title IS 'What that measure is.';
COMMENT ON COLUMN exchange.measures IS 'All measures of it, by slug.';
COMMENT ON COLUMN exchange.parties IS 'Whose they are, by id.';
COMMENT ON COLUMN exchange.sides IS 'For each party, how much of what it promised or did is in place by its doing. A list of objects of `party`: whose measures, by id; `in_place`: how many of them are in place for certain, done by it; `in_place_at_most`: how many may be; `of`: how many it promised or did.';
COMMENT ON COLUMN exchange.given IS 'open, one-sided, simultaneous (on the same day), sequential or broken; unknown where dates leave it open.';
COMMENT ON COLUMN exchange.possible IS 'Every order that dates leave possible.';
COMMENT ON COLUMN exchange.moved_first IS 'Who gave first for certain, by id; both sides where it was on the same day.';
COMMENT ON COLUMN exchange.perhaps_moved_first IS 'Those of whom dates leave open whether they gave first, by id.';
COMMENT ON COLUMN exchange.first_given IS 'When the first gave, as EDTF.';
COMMENT ON COLUMN exchange.answered IS 'When the next one gave.';
COMMENT ON COLUMN exchange.lag_least IS 'The fewest days between.';
COMMENT ON COLUMN exchange.lag_most IS 'The most days between.';
COMMENT ON COLUMN exchange.unanswered IS 'What one side carried out while no other gave anything.';
COMMENT ON COLUMN exchange.snapped_back IS 'What was carried out and then stopped or undone.';
COMMENT ON COLUMN exchange.undone IS 'What is suspended, reversed or lapsed. A list of objects of `measure`: its slug; `status`: suspended, reversed or lapsed; unknown where dates leave open which.';
COMMENT ON COLUMN exchange.open_measures IS 'How many measures are promised and not yet carried out.';
COMMENT ON COLUMN exchange.due IS 'What is, or may be, promised and not yet delivered and has a deadline, the first before the rest. A list of objects of `measure`: its slug; `deadline`: by when, as EDTF; `is_open`: whether it is promised and not yet delivered; unknown where dates leave it open.';
COMMENT ON COLUMN exchange.deadline IS 'The first of those deadlines, as EDTF.';
COMMENT ON COLUMN exchange.deadline_day IS 'The last day of that.';
COMMENT ON COLUMN exchange.tracks IS 'The strands that they belong to.';
COMMENT ON COLUMN exchange.categories IS 'What kinds of act they are.';
COMMENT ON COLUMN exchange.under IS 'The agreements that they stem from.';
COMMENT ON COLUMN exchange.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
