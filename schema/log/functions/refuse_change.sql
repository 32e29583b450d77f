-- The log admits two changes. A trigger may change a marking, which is derived from the record. The body and salt of an
-- event may be removed by log.erase, which notes that in log.erasure, where nobody else can.
CREATE FUNCTION log.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.position, NEW.stream, NEW.version, NEW.id, NEW.type, NEW."by", NEW.login, NEW.known, NEW.recorded,
            NEW.commitment, NEW.leaf, NEW.chain)
         = (OLD.position, OLD.stream, OLD.version, OLD.id, OLD.type, OLD."by", OLD.login, OLD.known, OLD.recorded,
            OLD.commitment, OLD.leaf, OLD.chain)
        THEN
            IF pg_trigger_depth() > 1 AND (NEW.body, NEW.salt) IS NOT DISTINCT FROM (OLD.body, OLD.salt)
                AND NEW.sources IS NOT DISTINCT FROM OLD.sources
            THEN
                RETURN NEW;
            END IF;
            IF NEW.body IS NULL AND NEW.salt IS NULL
                AND (NEW.marking, NEW.sources) IS NOT DISTINCT FROM (OLD.marking, OLD.sources)
                AND EXISTS (SELECT FROM erasure r
                            WHERE r.position = OLD.position AND r.transaction = pg_current_xact_id())
            THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'The log is append-only: an event is never changed or removed.'
        USING ERRCODE = 'PY004', HINT = 'Record a correction as an event of its own.';
END
$$;
