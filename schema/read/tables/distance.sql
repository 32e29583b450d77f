CREATE TABLE distance (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    issue text NOT NULL,
    one text NOT NULL,
    other text NOT NULL,
    shared text[] NOT NULL,
    only_one text[] NOT NULL,
    only_other text[] NOT NULL,
    distance bigint,
    settled boolean,
    unrepeated_one text[] NOT NULL,
    unrepeated_other text[] NOT NULL,
    distance_with_unrepeated bigint,
    settled_with_unrepeated boolean,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE distance IS 'How far what two parties want first on an issue is apart: by the last word of each, and with what it has not repeated.';
COMMENT ON COLUMN distance.process IS 'The slug of the process.';
COMMENT ON COLUMN distance.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN distance.issue IS 'On what.';
COMMENT ON COLUMN distance.one IS 'A party, by id.';
COMMENT ON COLUMN distance.other IS 'Another.';
COMMENT ON COLUMN distance.shared IS 'What both want first.';
COMMENT ON COLUMN distance.only_one IS 'What only the first wants first.';
COMMENT ON COLUMN distance.only_other IS 'What only the other wants first.';
COMMENT ON COLUMN distance.distance IS 'The part of all of this that they do not share, in per cent (the Jaccard distance), by the last words of both; null where either states nothing in them that it wants first.';
COMMENT ON COLUMN distance.settled IS 'Whether these are their last words; null where dates leave that open.';
COMMENT ON COLUMN distance.unrepeated_one IS 'What the first stated before, does not repeat in its last words, and is not recorded to have given up.';
COMMENT ON COLUMN distance.unrepeated_other IS 'The same of the other.';
COMMENT ON COLUMN distance.distance_with_unrepeated IS 'The distance where what was not repeated still counts, in per cent.';
COMMENT ON COLUMN distance.settled_with_unrepeated IS 'Whether that is certain; null where dates leave open what was given up.';
COMMENT ON COLUMN distance.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
