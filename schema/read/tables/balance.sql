CREATE TABLE balance (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    party text NOT NULL,
    by text NOT NULL,
    value text,
    measures bigint NOT NULL,
    in_place bigint NOT NULL,
    open_measures bigint NOT NULL,
    undone bigint NOT NULL,
    unanswered bigint NOT NULL,
    weighed bigint NOT NULL,
    weight bigint,
    weight_in_place bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE balance IS 'How much each party promised, did and undid: in all, and by category and by track.';
COMMENT ON COLUMN balance.process IS 'The slug of the process.';
COMMENT ON COLUMN balance.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN balance.party IS 'Whose measures, by id.';
COMMENT ON COLUMN balance.by IS 'all, category, track or assessor.';
COMMENT ON COLUMN balance.value IS 'Which category or track, null for measures without one; or who gave the weights.';
COMMENT ON COLUMN balance.measures IS 'How many were promised or carried out.';
COMMENT ON COLUMN balance.in_place IS 'Carried out by it, and neither stopped nor undone since.';
COMMENT ON COLUMN balance.open_measures IS 'Promised and not yet carried out.';
COMMENT ON COLUMN balance.undone IS 'Suspended, reversed or lapsed.';
COMMENT ON COLUMN balance.unanswered IS 'Carried out while no other side of the exchange gave anything.';
COMMENT ON COLUMN balance.weighed IS 'How many have a weight: in rows by assessor by that one, in others where one assessor gave all there are.';
COMMENT ON COLUMN balance.weight IS 'The sum of those weights; null where there is none, or several assessors gave some.';
COMMENT ON COLUMN balance.weight_in_place IS 'The same of what is in place.';
COMMENT ON COLUMN balance.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
