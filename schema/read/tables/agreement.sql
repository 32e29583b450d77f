CREATE TABLE agreement (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    agreement text NOT NULL,
    title text,
    status text,
    standing text,
    in_force boolean,
    in_part boolean,
    parties text[] NOT NULL,
    bonds json NOT NULL,
    reached text,
    signed text,
    ratifications json NOT NULL,
    entered text,
    in_force_from text,
    in_force_until text,
    expired boolean,
    extended text,
    reaffirmed text,
    suspensions json NOT NULL,
    resumed text,
    breached text,
    breached_by text,
    breaches bigint NOT NULL,
    breaches_by json NOT NULL,
    notice text,
    notices json NOT NULL,
    renounced text,
    renounced_by text[] NOT NULL,
    superseded text,
    superseded_by text,
    ended text,
    last_event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE agreement IS 'Texts reached or signed, with their terms, for whom they are in force, and what became of them.';
COMMENT ON COLUMN agreement.process IS 'The slug of the process.';
COMMENT ON COLUMN agreement.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN agreement.agreement IS 'Its slug.';
COMMENT ON COLUMN agreement.title IS 'Its title.';
COMMENT ON COLUMN agreement.status IS 'reached, signed, ratified, entered into force, extended, reaffirmed, suspended, resumed, breached, renounced, superseded or ended: the last that happened; unknown where dates leave it open.';
COMMENT ON COLUMN agreement.standing IS 'unlinked (no text was agreed on record), not yet in force, in force, in force in part, suspended, expired, superseded, ended or renounced; unknown where dates leave it open.';
COMMENT ON COLUMN agreement.in_force IS 'Whether it still binds two parties or more; null where dates leave it open.';
COMMENT ON COLUMN agreement.in_part IS 'Whether it is in force, and suspended in part for all but one or for all; null where that is open.';
COMMENT ON COLUMN agreement.parties IS 'Those who agreed to it, by id.';
COMMENT ON COLUMN agreement.bonds IS 'How it stands for each of them. A list of objects of `party`: the party, by id; `in_force`: whether it is in force for the party; null where that is open; `bond`: not yet bound, bound, bound in part, suspended, left, left alone or over; unknown where that is open.';
COMMENT ON COLUMN agreement.reached IS 'When it was reached, as EDTF.';
COMMENT ON COLUMN agreement.signed IS 'When it was signed.';
COMMENT ON COLUMN agreement.ratifications IS 'Who ratified it, and when. A list of objects of `party`: who ratified it, by id; `on`: when, as EDTF.';
COMMENT ON COLUMN agreement.entered IS 'When it first entered into force, as recorded.';
COMMENT ON COLUMN agreement.in_force_from IS 'The first day of its term, as it says.';
COMMENT ON COLUMN agreement.in_force_until IS 'The last day of its term, as it says or as it was last extended.';
COMMENT ON COLUMN agreement.expired IS 'Whether its term is over; null where dates leave it open.';
COMMENT ON COLUMN agreement.extended IS 'When it was last extended.';
COMMENT ON COLUMN agreement.reaffirmed IS 'When it was last reaffirmed.';
COMMENT ON COLUMN agreement.suspensions IS 'The suspensions that are or may be in effect. A list of objects of `party`: who suspended it, by id; null for all together; `extent`: partly or fully; `since`: since when, as EDTF; `until`: the last day of it, where that is said; `provisions`: which provisions.';
COMMENT ON COLUMN agreement.resumed IS 'When a suspension last ended by an act.';
COMMENT ON COLUMN agreement.breached IS 'When it was last breached.';
COMMENT ON COLUMN agreement.breached_by IS 'By whom.';
COMMENT ON COLUMN agreement.breaches IS 'How many breaches are on record, alleged or found; they end nothing.';
COMMENT ON COLUMN agreement.breaches_by IS 'The same by who is said to have broken it, and who says so. A list of objects of `party`: who is said to have broken it, by id; `count`: how many breaches are on record; `alleged`: how many of them nobody is recorded to have found; `alleged_by`: the parties that alleged any, by id; `according_to`: who else says so, in words; `found`: how many were found to be so; `found_by`: by whom, by id.';
COMMENT ON COLUMN agreement.notice IS 'How long before leaving it a party has to say so, as an ISO 8601 duration.';
COMMENT ON COLUMN agreement.notices IS 'The renunciations that are not yet in effect, or perhaps not. A list of objects of `party`: who gave it, by id; `given`: when, as EDTF; `effective`: the first day on which it is no longer bound, as stated or by the notice that the text asks for.';
COMMENT ON COLUMN agreement.renounced IS 'When it was last renounced.';
COMMENT ON COLUMN agreement.renounced_by IS 'Those whose renunciation is in effect, and who have not signed or reaffirmed it since.';
COMMENT ON COLUMN agreement.superseded IS 'When it was last superseded.';
COMMENT ON COLUMN agreement.superseded_by IS 'By which agreement.';
COMMENT ON COLUMN agreement.ended IS 'When it last ended for all.';
COMMENT ON COLUMN agreement.last_event IS 'Position of its last event.';
COMMENT ON COLUMN agreement.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
