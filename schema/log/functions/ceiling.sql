CREATE FUNCTION log.ceiling(who name DEFAULT current_user) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN (
    SELECT CASE WHEN r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'USAGE') THEN 'RED'
        ELSE coalesce(
            (SELECT max(t) FROM unnest(enum_range(NULL::log.tlp)) t
             JOIN pg_roles g ON g.rolname = 'parley_tlp_' || lower(replace(t::text, '+', '_'))
             WHERE pg_has_role(r.oid, g.oid, 'USAGE')), 'CLEAR') END
    FROM pg_class c, pg_roles r WHERE c.oid = 'log.event'::regclass AND r.rolname = who);

COMMENT ON FUNCTION log.ceiling(name) IS 'The highest marking that a role may see, by its membership in parley_tlp_….';
