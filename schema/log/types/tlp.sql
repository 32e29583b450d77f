CREATE TYPE log.tlp AS ENUM ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED');

COMMENT ON TYPE log.tlp IS 'The permitted audience: the Traffic Light Protocol 2.0, from the public to the fewest.';
