CREATE TABLE measure (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    measure text NOT NULL,
    title text,
    party text,
    doers text[] NOT NULL,
    beneficiaries text[] NOT NULL,
    category text,
    track text,
    status text,
    is_open boolean,
    extent text,
    promised json NOT NULL,
    delivered json NOT NULL,
    unmeasured bigint NOT NULL,
    deadline text,
    deadline_day date,
    condition text,
    pledged text,
    accepted text,
    implemented text,
    implemented_by text[] NOT NULL,
    verified text,
    verified_by text,
    failed text,
    failed_as text,
    failed_by text[] NOT NULL,
    next_verification text,
    suspended text,
    reversed text,
    lapsed text,
    in_return_for text[] NOT NULL,
    under text,
    steps json NOT NULL,
    last_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE measure IS 'Concrete acts, each of one party or of several as one, through their whole life.';
COMMENT ON COLUMN measure.process IS 'The slug of the process.';
COMMENT ON COLUMN measure.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN measure.measure IS 'Its slug.';
COMMENT ON COLUMN measure.title IS 'What the act is.';
COMMENT ON COLUMN measure.party IS 'Who is to act, by id; of several the first.';
COMMENT ON COLUMN measure.doers IS 'All who are to act, by id; several where it is a joint act.';
COMMENT ON COLUMN measure.beneficiaries IS 'To whom it was promised, by id.';
COMMENT ON COLUMN measure.category IS 'What kind of act.';
COMMENT ON COLUMN measure.track IS 'The strand it belongs to.';
COMMENT ON COLUMN measure.status IS 'pledged, accepted, implemented, verified, suspended, reversed or lapsed: the last that happened.';
COMMENT ON COLUMN measure.is_open IS 'Whether it is promised and not yet delivered; null where dates leave it open.';
COMMENT ON COLUMN measure.extent IS 'partly or fully implemented.';
COMMENT ON COLUMN measure.promised IS 'How much was promised, by unit. A list of objects of `amount`: how much for certain; `at_most`: how much it may be, where dates leave it open; `unit`: of what, as it was written.';
COMMENT ON COLUMN measure.delivered IS 'How much was given, by unit, as far as amounts are recorded. A list of objects of `amount`: how much for certain; `at_most`: how much it may be, where dates leave it open; `unit`: of what, as it was written.';
COMMENT ON COLUMN measure.unmeasured IS 'How often it was carried out, or may have been, and nobody said how much was given.';
COMMENT ON COLUMN measure.deadline IS 'By when, as EDTF.';
COMMENT ON COLUMN measure.deadline_day IS 'The last day of that.';
COMMENT ON COLUMN measure.condition IS 'On what condition it was promised.';
COMMENT ON COLUMN measure.pledged IS 'When it was first promised, as EDTF.';
COMMENT ON COLUMN measure.accepted IS 'When that was accepted.';
COMMENT ON COLUMN measure.implemented IS 'When it was first carried out.';
COMMENT ON COLUMN measure.implemented_by IS 'Who carried it out, by id; empty where no event says who did.';
COMMENT ON COLUMN measure.verified IS 'When it was last confirmed.';
COMMENT ON COLUMN measure.verified_by IS 'By whom.';
COMMENT ON COLUMN measure.failed IS 'When a verification last failed, as EDTF.';
COMMENT ON COLUMN measure.failed_as IS 'refused, not-confirmed or found-otherwise.';
COMMENT ON COLUMN measure.failed_by IS 'Who had looked, or asked to, by id.';
COMMENT ON COLUMN measure.next_verification IS 'When it is to be looked at again, as last said.';
COMMENT ON COLUMN measure.suspended IS 'When it was last suspended.';
COMMENT ON COLUMN measure.reversed IS 'When it was last undone.';
COMMENT ON COLUMN measure.lapsed IS 'When it lapsed.';
COMMENT ON COLUMN measure.in_return_for IS 'The measures that it answers, by slug or process/slug.';
COMMENT ON COLUMN measure.under IS 'The agreement that it stems from.';
COMMENT ON COLUMN measure.steps IS 'Its whole life, in order. A list of objects of `status`: what it came to be; `on`: when, as EDTF.';
COMMENT ON COLUMN measure.last_event IS 'Position of its last event.';
COMMENT ON COLUMN measure.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
