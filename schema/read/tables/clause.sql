CREATE TABLE clause (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    clause text NOT NULL,
    proposal text NOT NULL,
    kind text NOT NULL,
    party text,
    parties text[] NOT NULL,
    issue text,
    text text NOT NULL,
    since text,
    earlier json NOT NULL,
    stands boolean,
    accepted_by text[] NOT NULL,
    rejected_by text[] NOT NULL,
    countered_by text[] NOT NULL,
    waiting text[] NOT NULL,
    unanswered boolean,
    became text[] NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE clause IS 'What proposals hold, clause by clause, in the latest words of each, and the answers.';
COMMENT ON COLUMN clause.process IS 'The slug of the process.';
COMMENT ON COLUMN clause.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN clause.clause IS 'Its name in the proposal.';
COMMENT ON COLUMN clause.proposal IS 'The proposal, by its slug.';
COMMENT ON COLUMN clause.kind IS 'ask, offer or term.';
COMMENT ON COLUMN clause.party IS 'Who asks, offers or proposes it, by id.';
COMMENT ON COLUMN clause.parties IS 'Of whom it is asked, or to whom it is offered, by id.';
COMMENT ON COLUMN clause.issue IS 'On what.';
COMMENT ON COLUMN clause.text IS 'What it says.';
COMMENT ON COLUMN clause.since IS 'When it was first put in these words, as EDTF.';
COMMENT ON COLUMN clause.earlier IS 'What it said in earlier versions, in their order. A list of objects of `text`: what it said; `kind`: ask, offer or term; `on`: from when, as EDTF; `event`: position of the event.';
COMMENT ON COLUMN clause.stands IS 'Whether it is part of the proposal, neither taken out nor taken back; null where dates leave it open.';
COMMENT ON COLUMN clause.accepted_by IS 'Who has accepted it, as its last word, by id.';
COMMENT ON COLUMN clause.rejected_by IS 'Who has rejected it.';
COMMENT ON COLUMN clause.countered_by IS 'Who has answered it with a proposal of its own.';
COMMENT ON COLUMN clause.waiting IS 'Those to whom it is addressed and who have not answered it.';
COMMENT ON COLUMN clause.unanswered IS 'Whether it stands, nobody has answered it, and nothing became of it; null where dates leave it open.';
COMMENT ON COLUMN clause.became IS 'The measures and agreements that it became.';
COMMENT ON COLUMN clause.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
