CREATE TABLE proposal (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
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
    replies jsonb NOT NULL,
    waiting text[] NOT NULL,
    unanswered boolean,
    answers text,
    became text[] NOT NULL,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE proposal IS 'Texts and offers tabled, and the answers to them.';
COMMENT ON COLUMN proposal.process IS 'The slug of the process.';
COMMENT ON COLUMN proposal.n IS 'The row''s place within its process, from 1.';
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
COMMENT ON COLUMN proposal.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN proposal.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
