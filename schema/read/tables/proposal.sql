CREATE TABLE proposal (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    proposal text NOT NULL,
    title text,
    party text,
    issue text,
    status text,
    tabled text,
    answered text,
    answered_by text,
    answers text,
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
COMMENT ON COLUMN proposal.issue IS 'On what.';
COMMENT ON COLUMN proposal.status IS 'tabled, accepted, rejected or countered; unknown where dates leave it open.';
COMMENT ON COLUMN proposal.tabled IS 'When it was tabled, as EDTF.';
COMMENT ON COLUMN proposal.answered IS 'When it was last answered, as EDTF.';
COMMENT ON COLUMN proposal.answered_by IS 'By whom.';
COMMENT ON COLUMN proposal.answers IS 'The proposal that it answers.';
COMMENT ON COLUMN proposal.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN proposal.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
