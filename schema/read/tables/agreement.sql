CREATE TABLE agreement (
    process text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    agreement text NOT NULL,
    title text,
    status text,
    in_force boolean,
    parties text[] NOT NULL,
    reached text,
    signed text,
    reaffirmed text,
    breached text,
    breached_by text,
    renounced text,
    renounced_by text[] NOT NULL,
    superseded text,
    superseded_by text,
    last_event bigint,
    rests_on bigint[] NOT NULL,
    why jsonb,
    PRIMARY KEY (process, n)
);

COMMENT ON TABLE agreement IS 'Texts reached or signed, and what became of them.';
COMMENT ON COLUMN agreement.process IS 'The slug of the process.';
COMMENT ON COLUMN agreement.n IS 'The row''s place within its process, from 1.';
COMMENT ON COLUMN agreement.agreement IS 'Its slug.';
COMMENT ON COLUMN agreement.title IS 'Its title.';
COMMENT ON COLUMN agreement.status IS 'reached, signed, reaffirmed, breached, renounced or superseded: the last that happened; unknown where dates leave it open.';
COMMENT ON COLUMN agreement.in_force IS 'Whether it still binds two parties or more; null where dates leave it open.';
COMMENT ON COLUMN agreement.parties IS 'Whom it binds, by id.';
COMMENT ON COLUMN agreement.reached IS 'When it was reached, as EDTF.';
COMMENT ON COLUMN agreement.signed IS 'When it was signed.';
COMMENT ON COLUMN agreement.reaffirmed IS 'When it was last reaffirmed.';
COMMENT ON COLUMN agreement.breached IS 'When it was last breached.';
COMMENT ON COLUMN agreement.breached_by IS 'By whom.';
COMMENT ON COLUMN agreement.renounced IS 'When it was last renounced.';
COMMENT ON COLUMN agreement.renounced_by IS 'Those who renounced it and have not signed or reaffirmed it since.';
COMMENT ON COLUMN agreement.superseded IS 'When it was last superseded.';
COMMENT ON COLUMN agreement.superseded_by IS 'By which agreement.';
COMMENT ON COLUMN agreement.last_event IS 'Position of its last event.';
COMMENT ON COLUMN agreement.rests_on IS 'The positions of the events on which the row rests.';
COMMENT ON COLUMN agreement.why IS 'By column, the positions of the events on which its cell rests, where these are not all of the row''s; null where they are.';
