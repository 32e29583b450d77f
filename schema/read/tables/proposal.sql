CREATE TABLE proposal (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    proposal text NOT NULL,
    title text,
    party text,
    addressees text[] NOT NULL,
    issue text,
    status text,
    tabled text,
    versions bigint NOT NULL,
    revised text,
    answered text,
    answered_by text,
    replies json NOT NULL,
    waiting text[] NOT NULL,
    unanswered boolean,
    answers text,
    became text[] NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE proposal IS 'Texts and offers tabled, and the answers to them.';
COMMENT ON COLUMN proposal.process IS 'The slug of the process.';
COMMENT ON COLUMN proposal.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN proposal.proposal IS 'Its slug.';
COMMENT ON COLUMN proposal.title IS 'Its title.';
COMMENT ON COLUMN proposal.party IS 'Who tabled it, by id.';
COMMENT ON COLUMN proposal.addressees IS 'Who is to answer it, by id; empty where that is not recorded.';
COMMENT ON COLUMN proposal.issue IS 'On what.';
COMMENT ON COLUMN proposal.status IS 'tabled, accepted, rejected, countered, partly answered, or withdrawn; accepted where all to whom it is addressed accept every clause; unknown where dates leave it open.';
COMMENT ON COLUMN proposal.tabled IS 'When it was first tabled, as EDTF.';
COMMENT ON COLUMN proposal.versions IS 'How many versions of it were tabled.';
COMMENT ON COLUMN proposal.revised IS 'When the last of them was, as EDTF; null where there is one.';
COMMENT ON COLUMN proposal.answered IS 'When it was last answered, as EDTF.';
COMMENT ON COLUMN proposal.answered_by IS 'By whom.';
COMMENT ON COLUMN proposal.replies IS 'The answers, in their order. A list of objects of `party`: who answers, by id; `answer`: accepted, rejected or countered; `clauses`: which clauses; empty for the whole; `through`: the proposal by which it is countered; `reason`: why, as it said itself; `on`: when, as EDTF.';
COMMENT ON COLUMN proposal.waiting IS 'Those to whom it is addressed and who have not answered, by id.';
COMMENT ON COLUMN proposal.unanswered IS 'Whether nobody has answered any of it, and nothing became of it; null where dates leave it open.';
COMMENT ON COLUMN proposal.answers IS 'The proposal that it answers.';
COMMENT ON COLUMN proposal.became IS 'The measures and agreements that it became.';
COMMENT ON COLUMN proposal.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
