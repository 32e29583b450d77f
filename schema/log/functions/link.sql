CREATE FUNCTION log.link(chain bytea, before bytea, leaf bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN sha256(coalesce(chain, before) || leaf);
END
$$;
