CREATE TABLE quantity (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    givers text[] NOT NULL,
    unit text NOT NULL,
    measures text[] NOT NULL,
    pledged text NOT NULL,
    pledged_at_most text NOT NULL,
    delivered text,
    delivered_at_most text,
    categories text[] NOT NULL,
    tracks text[] NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE quantity IS 'How much was promised and given: one row a measure, giver and unit; different units are never added.';
COMMENT ON COLUMN quantity.process IS 'The slug of the process.';
COMMENT ON COLUMN quantity.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN quantity.givers IS 'Who gives, by id; several where they act as one and nobody says who gave how much.';
COMMENT ON COLUMN quantity.unit IS 'Of what, as it was written.';
COMMENT ON COLUMN quantity.measures IS 'By which measure, by slug; several in a sum of the ledger.';
COMMENT ON COLUMN quantity.pledged IS 'How much was promised for certain.';
COMMENT ON COLUMN quantity.pledged_at_most IS 'How much may have been, where dates leave it open.';
COMMENT ON COLUMN quantity.delivered IS 'How much was given for certain, by the amounts that are recorded; null where something was given and none is.';
COMMENT ON COLUMN quantity.delivered_at_most IS 'How much may have been, where dates leave it open; null where of something that was given no amount is recorded.';
COMMENT ON COLUMN quantity.categories IS 'What kind of act the measure is.';
COMMENT ON COLUMN quantity.tracks IS 'The strand it belongs to.';
COMMENT ON COLUMN quantity.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN quantity.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
