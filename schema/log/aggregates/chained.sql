CREATE AGGREGATE log.chained(before bytea, leaf bytea) (sfunc = log.link, stype = bytea);

COMMENT ON AGGREGATE log.chained(bytea, bytea) IS 'The chain after some leaves, given the chain before them.';
