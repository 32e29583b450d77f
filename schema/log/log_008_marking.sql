-- Who may see what: markings of the Traffic Light Protocol 2.0, kept beside each event and enforced row by row.
--
-- The marking that an event was recorded with is in its body, and so part of the evidence. What is kept here follows
-- from the bodies alone: an event is marked as its last amendment says that is not retracted, else as its body says,
-- else as the store takes it; and an event that speaks of others is marked no lower than they are.

CREATE TYPE log.tlp AS ENUM ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED');

COMMENT ON TYPE log.tlp IS 'Who may be told: the Traffic Light Protocol 2.0, from anybody to few.';

CREATE TABLE log.setting (
    is_setting boolean PRIMARY KEY DEFAULT true CHECK (is_setting),
    marking    log.tlp NOT NULL DEFAULT 'CLEAR'
);

COMMENT ON TABLE log.setting IS 'One row: what the desk has decided for the whole store.';
COMMENT ON COLUMN log.setting.marking IS 'How an event is marked where nothing is said, whenever it was recorded.';

INSERT INTO log.setting DEFAULT VALUES;

ALTER TABLE log.event
    ADD COLUMN marking log.tlp,
    ADD COLUMN sources log.tlp;

COMMENT ON COLUMN log.event.marking IS 'The marking in force; null where log.setting says it.';
COMMENT ON COLUMN log.event.sources IS 'The highest marking among its sources; null where none has one.';

CREATE INDEX event_marked ON log.event (greatest(marking, sources)) WHERE marking IS NOT NULL OR sources IS NOT NULL;

-- A word that is none counts as the highest.
CREATE FUNCTION log.marking(word text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE
    WHEN word IS NULL THEN NULL
    WHEN word IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED') THEN word::log.tlp
    ELSE coalesce((SELECT t FROM unnest(enum_range(NULL::log.tlp)) t
                   WHERE t::text = regexp_replace(upper(word), '^TLP:', '')), 'RED') END;

-- The trigger below says the same without the call, which would cost each append as much as the rest of it.
CREATE FUNCTION log.is_editorial(type text) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN type LIKE 'event%' OR type LIKE 'dispute%';

COMMENT ON FUNCTION log.is_editorial(text) IS 'Whether events of a type speak of other events, by their ids.';

CREATE INDEX event_editorial ON log.event (position) WHERE log.is_editorial(type);

CREATE FUNCTION log.spoken_of(type text, body text) RETURNS SETOF uuid
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT m[1]::uuid
    FROM regexp_matches(body, '"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"', 'g') m
    WHERE log.is_editorial(type);
END;

CREATE TABLE log.mention (
    target   uuid   NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (target, position)
);

COMMENT ON TABLE log.mention IS 'Which events speak of which: it follows from their bodies, and is for the log alone.';
COMMENT ON COLUMN log.mention.target IS 'The id of an event that another speaks of.';
COMMENT ON COLUMN log.mention.position IS 'The position of that other.';

-- No policy: nobody but the owner sees any of it.
ALTER TABLE log.mention ENABLE ROW LEVEL SECURITY;

INSERT INTO log.mention
SELECT DISTINCT t, e.position FROM log.event e, log.spoken_of(e.type, e.body) t WHERE log.is_editorial(e.type);

-- Whether an event was retracted by one that was not retracted itself.
CREATE FUNCTION log.is_retracted(target log.event) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM mention m JOIN event r USING (position)
                   WHERE m.target = $1.id AND m.position > $1.position AND r.type = 'event-retracted'
                     AND r.body IS NOT NULL AND NOT is_retracted(r));
END
$$;

-- What the last amendment of a field says that it is to hold. What an amendment says may itself be amended.
CREATE FUNCTION log.amended(target log.event, field text) RETURNS SETOF text
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
DECLARE
    a    event;
    said text[];
BEGIN
    FOR a IN SELECT e.* FROM mention m JOIN event e USING (position)
        WHERE m.target = $1.id AND m.position > $1.position AND e.type = 'event-amended' AND e.body IS NOT NULL
        ORDER BY position DESC
    LOOP
        CONTINUE WHEN is_retracted(a);
        said := ARRAY(SELECT amended(a, 'set'));
        IF cardinality(said) = 0 AND json_typeof(a.body::json -> 'set') = 'array' THEN
            said := ARRAY(SELECT json_array_elements_text(a.body::json -> 'set'));
        END IF;
        RETURN QUERY SELECT substr(w, length(field) + 2) FROM unnest(said) w WHERE starts_with(w, field || '=');
        EXIT WHEN FOUND;
    END LOOP;
END
$$;

-- Works out the marking in force of an event, and of those that speak of it where it has changed.
CREATE FUNCTION log.remark(target uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    e        event;
    usual    CONSTANT tlp := (SELECT s.marking FROM setting s);
    words    text[];
    marked   tlp;
    about    tlp;
    is_about boolean;
BEGIN
    SELECT * INTO e FROM event WHERE id = target;
    words := ARRAY(SELECT amended(e, 'tlp'));
    IF cardinality(words) > 0 THEN
        marked := (SELECT max(marking(nullif(w, ''))) FROM unnest(words) w);
    ELSIF e.body IS NULL THEN
        -- What is erased keeps the marking that it had.
        marked := e.marking;
    ELSE
        marked := marking(e.body::json ->> 'tlp');
    END IF;
    SELECT max(coalesce(t.marking, usual)), bool_or(t.marking IS NOT NULL) INTO about, is_about
    FROM spoken_of(e.type, e.body) id JOIN event t USING (id);
    IF marked IS NOT NULL OR is_about THEN
        marked := greatest(coalesce(marked, usual), about);
    END IF;
    UPDATE event SET marking = marked WHERE id = target AND marking IS DISTINCT FROM marked;
    IF FOUND THEN
        PERFORM remark(x.id) FROM mention m JOIN event x USING (position)
        WHERE m.target = e.id AND m.position > e.position;
    END IF;
END
$$;

COMMENT ON FUNCTION log.remark(uuid) IS 'Works out how an event is marked, and those that speak of it.';

CREATE FUNCTION log.note_marking() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    said  CONSTANT json := NEW.body;
    cited CONSTANT json := said -> 'sources';
BEGIN
    NEW.marking := marking(said ->> 'tlp');
    IF json_typeof(cited) = 'array' THEN
        NEW.sources := (SELECT max(marking(s ->> 'tlp')) FROM json_array_elements(cited) s);
    END IF;
    RETURN NEW;
END
$$;

-- No call for an event that says nothing of markings, as most do. A name that is written with escapes is one as well.
CREATE TRIGGER event_is_marked BEFORE INSERT ON log.event
    FOR EACH ROW WHEN (strpos(NEW.body, '"tlp"') > 0 OR strpos(NEW.body, '\u00') > 0)
    EXECUTE FUNCTION log.note_marking();

CREATE FUNCTION log.note_word_of_others() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    INSERT INTO mention SELECT DISTINCT t, NEW.position FROM spoken_of(NEW.type, NEW.body) t;
    -- Also what the events spoken of speak of: a retracted amendment no longer marks what it amended.
    PERFORM remark(id) FROM (
        WITH RECURSIVE about (id) AS (
            SELECT spoken_of(NEW.type, NEW.body)
            UNION
            SELECT spoken_of(t.type, t.body) FROM about JOIN event t USING (id) WHERE is_editorial(t.type))
        SELECT e.id, e.position FROM about JOIN event e USING (id) ORDER BY position) spoken;
    PERFORM remark(NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER event_marks_others AFTER INSERT ON log.event
    FOR EACH ROW WHEN (NEW.type LIKE 'event%' OR NEW.type LIKE 'dispute%') EXECUTE FUNCTION log.note_word_of_others();

CREATE FUNCTION log.note_setting() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    PERFORM remark(id) FROM event WHERE is_editorial(type) ORDER BY position;
    RETURN NULL;
END
$$;

CREATE TRIGGER setting_marks AFTER UPDATE ON log.setting
    FOR EACH ROW EXECUTE FUNCTION log.note_setting();

-- What was recorded before.
ALTER TABLE log.event DISABLE TRIGGER event_is_immutable;
UPDATE log.event e SET
    marking = log.marking(body::json ->> 'tlp'),
    sources = (SELECT max(log.marking(s ->> 'tlp')) FROM json_array_elements(
        CASE json_typeof(body::json -> 'sources') WHEN 'array' THEN body::json -> 'sources' ELSE '[]' END) s)
WHERE strpos(body, '"tlp"') > 0;
SELECT log.remark(id) FROM log.event WHERE log.is_editorial(type) ORDER BY position;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
