CREATE TABLE matrix (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    issue text NOT NULL,
    party text NOT NULL,
    said text,
    said_on text,
    asks json NOT NULL,
    offers json NOT NULL,
    proposes json NOT NULL,
    unanswered bigint NOT NULL,
    unanswered_at_most bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE matrix IS 'What each party asks and offers on each issue: one row a party and issue, of what is on the table.';
COMMENT ON COLUMN matrix.process IS 'The slug of the process.';
COMMENT ON COLUMN matrix.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN matrix.issue IS 'On what.';
COMMENT ON COLUMN matrix.party IS 'Who asks and offers, by id.';
COMMENT ON COLUMN matrix.said IS 'Its last word on the issue: its own words, or what was said in the words of whoever recorded it.';
COMMENT ON COLUMN matrix.said_on IS 'When, as EDTF.';
COMMENT ON COLUMN matrix.asks IS 'What it asks of others: clauses of its proposals, and what its positions want first. A list of objects of `text`: what; `parties`: of whom, or to whom, by id; empty where that is not recorded; `since`: since when it has been on the table in these words, as EDTF; `last_said`: when it was last said or tabled in these words, as EDTF; `proposal`: the proposal that holds it; null for what a position says; `clause`: its name in the proposal; `event`: position of the event that put it there; `accepted_by`: who has accepted it, by id; `refused_by`: who has refused it; `countered_by`: who has answered it with a proposal of its own; `met_by`: who has met it; `waiting`: those to whom it is addressed and who have not answered it; `became`: what it became, or by what it is met; `stands`: whether it is on the table; unknown where dates leave it open; `unanswered`: whether nobody has answered it; unknown where dates leave it open.';
COMMENT ON COLUMN matrix.offers IS 'What it has offered to others. A list of objects of `text`: what; `parties`: of whom, or to whom, by id; empty where that is not recorded; `since`: since when it has been on the table in these words, as EDTF; `last_said`: when it was last said or tabled in these words, as EDTF; `proposal`: the proposal that holds it; null for what a position says; `clause`: its name in the proposal; `event`: position of the event that put it there; `accepted_by`: who has accepted it, by id; `refused_by`: who has refused it; `countered_by`: who has answered it with a proposal of its own; `met_by`: who has met it; `waiting`: those to whom it is addressed and who have not answered it; `became`: what it became, or by what it is met; `stands`: whether it is on the table; unknown where dates leave it open; `unanswered`: whether nobody has answered it; unknown where dates leave it open.';
COMMENT ON COLUMN matrix.proposes IS 'What it wants to hold for all, and proposals of which no contents are recorded. A list of objects of `text`: what; `parties`: of whom, or to whom, by id; empty where that is not recorded; `since`: since when it has been on the table in these words, as EDTF; `last_said`: when it was last said or tabled in these words, as EDTF; `proposal`: the proposal that holds it; null for what a position says; `clause`: its name in the proposal; `event`: position of the event that put it there; `accepted_by`: who has accepted it, by id; `refused_by`: who has refused it; `countered_by`: who has answered it with a proposal of its own; `met_by`: who has met it; `waiting`: those to whom it is addressed and who have not answered it; `became`: what it became, or by what it is met; `stands`: whether it is on the table; unknown where dates leave it open; `unanswered`: whether nobody has answered it; unknown where dates leave it open.';
COMMENT ON COLUMN matrix.unanswered IS 'How much of this nobody has answered.';
COMMENT ON COLUMN matrix.unanswered_at_most IS 'The same with what dates leave open.';
COMMENT ON COLUMN matrix.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
