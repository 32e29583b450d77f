-- The type of a column of a read model, if it is one that such columns have.
CREATE FUNCTION log.column_type(named text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF named NOT IN ('text', 'text COLLATE "C"', 'text[]', 'integer', 'bigint', 'bigint[]', 'date', 'boolean', 'json',
                     'bytea', 'tsvector') THEN
        RAISE EXCEPTION 'A table of parley has no columns of the type %.', named USING ERRCODE = '42501';
    END IF;
    RETURN named;
END
$$;
