-- An unknown word counts as the highest marking.
CREATE FUNCTION log.marking(word text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE
    WHEN word IS NULL THEN NULL
    WHEN word IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED') THEN word::log.tlp
    ELSE coalesce((SELECT t FROM unnest(enum_range(NULL::log.tlp)) t
                   WHERE t::text = regexp_replace(upper(word), '^TLP:', '')), 'RED') END;
