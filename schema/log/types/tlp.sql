CREATE TYPE log.tlp AS ENUM ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED');

COMMENT ON TYPE log.tlp IS 'Who may be told: the Traffic Light Protocol 2.0, from anybody to few.';
