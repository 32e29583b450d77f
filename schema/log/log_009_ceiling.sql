-- Who may see what, row by row: a role sees what is marked up to its ceiling. The owner of the log sees all of it.

-- The log admits a change of markings as well, where a trigger makes it: they follow from what was recorded.
CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.position, NEW.stream, NEW.version, NEW.id, NEW.type, NEW."by", NEW.known, NEW.recorded,
            NEW.commitment, NEW.leaf, NEW.chain)
         = (OLD.position, OLD.stream, OLD.version, OLD.id, OLD.type, OLD."by", OLD.known, OLD.recorded,
            OLD.commitment, OLD.leaf, OLD.chain)
        THEN
            IF pg_trigger_depth() > 1 AND (NEW.body, NEW.salt) IS NOT DISTINCT FROM (OLD.body, OLD.salt)
                AND NEW.sources IS NOT DISTINCT FROM OLD.sources
            THEN
                RETURN NEW;
            END IF;
            IF NEW.body IS NULL AND NEW.salt IS NULL
                AND (NEW.marking, NEW.sources) IS NOT DISTINCT FROM (OLD.marking, OLD.sources)
                AND EXISTS (SELECT FROM event e WHERE e.stream = OLD.stream AND e.type = 'event-erased'
                            AND e.body::json ->> 'erased' = OLD.id::text)
            THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'The log is append-only: an event is never changed or removed.'
        USING ERRCODE = 'PY004', HINT = 'Record a correction as an event of its own.';
END
$$;

CREATE FUNCTION log.ceiling(who name DEFAULT current_user) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN (
    SELECT CASE WHEN r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'USAGE') THEN 'RED'
        ELSE coalesce(
            (SELECT max(t) FROM unnest(enum_range(NULL::log.tlp)) t
             JOIN pg_roles g ON g.rolname = 'parley_tlp_' || lower(replace(t::text, '+', '_'))
             WHERE pg_has_role(r.oid, g.oid, 'USAGE')), 'CLEAR') END
    FROM pg_class c, pg_roles r WHERE c.oid = 'log.event'::regclass AND r.rolname = who);

COMMENT ON FUNCTION log.ceiling(name) IS 'Up to which marking somebody may see: the highest of the roles parley_tlp_….';

-- Nobody is told of what is marked above a ceiling that is higher than their own.
CREATE FUNCTION log.withholds(above log.tlp DEFAULT log.ceiling()) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    top CONSTANT tlp := least(above, ceiling(session_user));
BEGIN
    RETURN top < 'RED' AND (
        EXISTS (SELECT FROM event e WHERE (e.marking IS NOT NULL OR e.sources IS NOT NULL)
                AND greatest(e.marking, e.sources) > top)
        OR (SELECT s.marking FROM setting s) > top AND EXISTS (SELECT FROM event e WHERE e.marking IS NULL));
END
$$;

COMMENT ON FUNCTION log.withholds(log.tlp) IS 'Whether there are events that one with this ceiling does not see.';

ALTER TABLE log.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.event FOR SELECT USING (
    coalesce(marking, (SELECT s.marking FROM log.setting s)) <= (SELECT log.ceiling())
    AND (sources IS NULL OR sources <= (SELECT log.ceiling())));

-- It tells how many events there are.
ALTER TABLE log.head ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.head FOR SELECT USING (NOT (SELECT log.withholds()));

-- So does how far somebody has come who sees more.
ALTER TABLE log.subscription ADD COLUMN ceiling log.tlp NOT NULL DEFAULT 'RED';
COMMENT ON COLUMN log.subscription.ceiling IS 'The ceiling of whoever took the name.';
ALTER TABLE log.subscription ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.subscription FOR SELECT USING (
    ceiling <= (SELECT log.ceiling()) OR NOT (SELECT log.withholds()));

-- PY006  the name is that of a follower who may see more
CREATE OR REPLACE FUNCTION log.subscribe(follower text, start bigint) RETURNS bigint
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    mine    CONSTANT tlp := ceiling(session_user);
    is_free CONSTANT boolean := NOT withholds(mine);
    reached bigint;
BEGIN
    IF NOT pg_try_advisory_lock(7106408, hashtext(follower)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO subscription (name, position, ceiling) VALUES (follower, start, mine) ON CONFLICT (name) DO NOTHING;
    SELECT s.position INTO reached FROM subscription s WHERE s.name = follower AND (s.ceiling <= mine OR is_free);
    IF NOT FOUND THEN
        PERFORM pg_advisory_unlock(7106408, hashtext(follower));
        RAISE EXCEPTION 'The name % is that of a follower who may see more; choose another.', follower
            USING ERRCODE = 'PY006';
    END IF;
    RETURN reached;
END
$$;

CREATE OR REPLACE FUNCTION log.advance(follower text, reached bigint) RETURNS void
LANGUAGE sql
SET search_path = log, pg_temp
AS $$
    UPDATE subscription SET position = reached, moved = now()
    WHERE name = follower AND position < reached
      AND (ceiling <= log.ceiling(session_user) OR NOT withholds(log.ceiling(session_user)))
$$;
