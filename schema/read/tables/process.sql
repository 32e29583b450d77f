CREATE TABLE process (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    title text,
    standing text NOT NULL,
    renamed_to text,
    retired text,
    format text,
    aims text[] NOT NULL,
    tracks text[] NOT NULL,
    opened text,
    closed text,
    suspended text,
    at_table text[] NOT NULL,
    perhaps_at_table text[] NOT NULL,
    last_round text,
    last_contact text,
    last_contact_from date,
    last_contact_day date,
    open_measures bigint NOT NULL,
    agreements_in_force bigint NOT NULL,
    open_setbacks bigint NOT NULL,
    events bigint NOT NULL,
    retracted bigint NOT NULL,
    last_event text,
    last_event_day date,
    settled_day date,
    last_position bigint NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE process IS 'Where each process stands: one row a process.';
COMMENT ON COLUMN process.process IS 'The slug of the process.';
COMMENT ON COLUMN process.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN process.title IS 'What the talks are called.';
COMMENT ON COLUMN process.standing IS 'not yet begun, no talks recorded, planned, open, suspended, closed or in implementation; unknown where dates leave it open.';
COMMENT ON COLUMN process.renamed_to IS 'The slug that the process has now; null where it has this one.';
COMMENT ON COLUMN process.retired IS 'Why it is no longer kept; null while it is.';
COMMENT ON COLUMN process.format IS 'The constellation last named, such as six-party.';
COMMENT ON COLUMN process.aims IS 'What the process aims at.';
COMMENT ON COLUMN process.tracks IS 'The strands planned or seen, by slug.';
COMMENT ON COLUMN process.opened IS 'When it opened, as EDTF.';
COMMENT ON COLUMN process.closed IS 'When it closed, as EDTF.';
COMMENT ON COLUMN process.suspended IS 'Since when it stands still, as EDTF; null unless suspended.';
COMMENT ON COLUMN process.at_table IS 'The parties at the table, by id.';
COMMENT ON COLUMN process.perhaps_at_table IS 'The parties of which dates leave open whether they are at the table, by id.';
COMMENT ON COLUMN process.last_round IS 'The round last convened, by slug.';
COMMENT ON COLUMN process.last_contact IS 'When the parties last met or talked, as EDTF.';
COMMENT ON COLUMN process.last_contact_from IS 'The first day that it can have been; null where it may be that they never met.';
COMMENT ON COLUMN process.last_contact_day IS 'The last day that it can have been.';
COMMENT ON COLUMN process.open_measures IS 'Measures pledged or accepted and not yet implemented.';
COMMENT ON COLUMN process.agreements_in_force IS 'Agreements that still bind two parties or more.';
COMMENT ON COLUMN process.open_setbacks IS 'Setbacks not yet overcome.';
COMMENT ON COLUMN process.events IS 'How many events count.';
COMMENT ON COLUMN process.retracted IS 'How many count no longer: retracted, merged or denied.';
COMMENT ON COLUMN process.last_event IS 'When the latest of them happened, as EDTF.';
COMMENT ON COLUMN process.last_event_day IS 'The first day of that.';
COMMENT ON COLUMN process.settled_day IS 'The day by which all of it had happened for certain, and every term, notice and suspension with an end was over; null where that is open.';
COMMENT ON COLUMN process.last_position IS 'The highest position among them.';
COMMENT ON COLUMN process.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
