CREATE TABLE quantity (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    givers text[] NOT NULL,
    unit text NOT NULL,
    measures text[] NOT NULL,
    pledged text NOT NULL,
    pledged_at_most text NOT NULL,
    delivered text,
    delivered_at_most text,
    categories text[] NOT NULL,
    tracks text[] NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE quantity IS 'How much was promised and given: one row a measure, giver and unit; different units are never added.';
COMMENT ON COLUMN quantity.process IS 'The slug of the process.';
COMMENT ON COLUMN quantity.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN quantity.givers IS 'Who gives, by id; several where they act as one and nobody says who gave how much.';
COMMENT ON COLUMN quantity.unit IS 'Of what, as it was written.';
COMMENT ON COLUMN quantity.measures IS 'By which measure, by slug; several in a sum of the ledger.';
COMMENT ON COLUMN quantity.pledged IS 'How much was promised for certain.';
COMMENT ON COLUMN quantity.pledged_at_most IS 'How much may have been, where dates leave it open.';
COMMENT ON COLUMN quantity.delivered IS 'How much was given for certain, by the amounts that are recorded; null where something was given and none is.';
COMMENT ON COLUMN quantity.delivered_at_most IS 'How much may have been, where dates leave it open; null where of something that was given no amount is recorded.';
COMMENT ON COLUMN quantity.categories IS 'What kind of act the measure is.';
COMMENT ON COLUMN quantity.tracks IS 'The strand it belongs to.';
COMMENT ON COLUMN quantity.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
