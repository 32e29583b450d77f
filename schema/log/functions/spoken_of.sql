CREATE FUNCTION log.spoken_of(type text, body text) RETURNS SETOF uuid
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT m[1]::uuid
    FROM regexp_matches(body, '"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"', 'g') m
    WHERE log.is_editorial(type);
END;
