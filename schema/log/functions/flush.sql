-- For whoever appends with deferred, before the acknowledgement; like log.settle(), it does not matter in which session.
CREATE FUNCTION log.flush() RETURNS void
LANGUAGE sql AS $$
    SELECT log.settle()
$$;

COMMENT ON FUNCTION log.flush() IS 'Waits, by its commit, until the appends made so far will last.';
