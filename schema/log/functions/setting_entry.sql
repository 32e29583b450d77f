CREATE FUNCTION log.setting_entry(n integer, moment timestamptz, login name, marking log.tlp) RETURNS bytea
LANGUAGE sql STABLE
RETURN convert_to(concat_ws(E'\n', 'parley-setting/1', n, (extract(epoch FROM moment) * 1000000)::bigint,
    encode(convert_to(login::text, 'UTF8'), 'hex'), marking, ''), 'UTF8');

COMMENT ON FUNCTION log.setting_entry IS 'The hashed content of a change of a setting.';
