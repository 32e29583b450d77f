CREATE TABLE accession (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    stage text NOT NULL,
    tier bigint,
    plan text,
    held_by text[] NOT NULL,
    parties text[] NOT NULL,
    condition text,
    planned text,
    opened text,
    because text,
    days_to_opening bigint,
    days_to_opening_at_most bigint,
    came_in json NOT NULL,
    terms json NOT NULL,
    invited json NOT NULL,
    missing text[] NOT NULL,
    perhaps_missing text[] NOT NULL,
    departed json NOT NULL,
    perhaps_departed json NOT NULL,
    before_turn text[] NOT NULL,
    perhaps_before_turn text[] NOT NULL,
    next boolean,
    format_before text,
    format_after text,
    brought text[] NOT NULL,
    since_then json NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE accession IS 'The accession plans against what happened: a row for each tier, and one for each group that came in without a plan.';
COMMENT ON COLUMN accession.process IS 'The slug of the process.';
COMMENT ON COLUMN accession.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN accession.stage IS 'Its name: tier-1, tier-2 …, with the name of the plan before it where it has one, or unplanned-1 … in the order in which they came in.';
COMMENT ON COLUMN accession.tier IS 'Its place in the plan; null for those who came in without one.';
COMMENT ON COLUMN accession.plan IS 'The plan, where it has a name.';
COMMENT ON COLUMN accession.held_by IS 'Whose plan it is, by id.';
COMMENT ON COLUMN accession.parties IS 'Who was to come in, by id; without a plan, who came in.';
COMMENT ON COLUMN accession.condition IS 'What had to be so before.';
COMMENT ON COLUMN accession.planned IS 'When it was last planned, as EDTF.';
COMMENT ON COLUMN accession.opened IS 'When its condition was met, as EDTF.';
COMMENT ON COLUMN accession.because IS 'The thing that met it.';
COMMENT ON COLUMN accession.days_to_opening IS 'The fewest days from the plan to the opening.';
COMMENT ON COLUMN accession.days_to_opening_at_most IS 'The most days.';
COMMENT ON COLUMN accession.came_in IS 'Who came in, and when it first took a seat or was seen at the table. A list of objects of `party`: its id; `on`: when, as EDTF.';
COMMENT ON COLUMN accession.terms IS 'On what terms, by party. A list of objects of `party`: its id; `terms`: the terms, as recorded.';
COMMENT ON COLUMN accession.invited IS 'Who was invited, by whom and when. A list of objects of `party`: who was invited, by id; `by`: by whom, by id; `on`: when, as EDTF.';
COMMENT ON COLUMN accession.missing IS 'Those who have not come in; nobody where the talks are closed.';
COMMENT ON COLUMN accession.perhaps_missing IS 'Those of whom dates leave open whether they have.';
COMMENT ON COLUMN accession.departed IS 'Those who came in and are not at the table any more, and when they left. A list of objects of `party`: its id; `on`: when, as EDTF.';
COMMENT ON COLUMN accession.perhaps_departed IS 'Those of whom dates leave open whether they are at the table, and when they may have left. A list of objects of `party`: its id; `on`: when, as EDTF.';
COMMENT ON COLUMN accession.before_turn IS 'Those who came in before their tier was opened, or before a party of an earlier tier.';
COMMENT ON COLUMN accession.perhaps_before_turn IS 'Those of whom dates leave open whether they did.';
COMMENT ON COLUMN accession.next IS 'Whether it is the first tier of which not all have come in, and the talks are not closed; null where dates leave it open.';
COMMENT ON COLUMN accession.format_before IS 'The constellation of the talks before the first of them came in.';
COMMENT ON COLUMN accession.format_after IS 'The constellation after, until others came in.';
COMMENT ON COLUMN accession.brought IS 'What the record says that it brought.';
COMMENT ON COLUMN accession.since_then IS 'What those who came in have agreed and promised since, within the days that the question states; it need not have come of that. A list of objects of `thing`: the agreement or the measure; `by`: those of the stage who agreed or promised it, by id; `on`: when, as EDTF; `days`: the fewest days since the first of them came in; `days_at_most`: the most days; `later`: whether it was after they came in; unknown where dates leave it open.';
COMMENT ON COLUMN accession.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
