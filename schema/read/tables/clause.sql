CREATE TABLE clause (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    clause text NOT NULL,
    proposal text NOT NULL,
    kind text NOT NULL,
    party text,
    parties text[] NOT NULL,
    issue text,
    text text NOT NULL,
    since text,
    earlier jsonb NOT NULL,
    stands boolean,
    accepted_by text[] NOT NULL,
    rejected_by text[] NOT NULL,
    countered_by text[] NOT NULL,
    waiting text[] NOT NULL,
    unanswered boolean,
    became text[] NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE clause IS 'What proposals hold, clause by clause, in the latest words of each, and the answers.';
COMMENT ON COLUMN clause.process IS 'The slug of the process.';
COMMENT ON COLUMN clause.n IS 'The row''s place within its process, from 1.';
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
COMMENT ON COLUMN clause.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN clause.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
