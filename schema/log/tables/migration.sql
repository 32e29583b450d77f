CREATE TABLE log.migration (
    number  integer PRIMARY KEY,
    name    text COLLATE "C" NOT NULL,
    release text NOT NULL,
    sha256  text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE log.migration IS 'The schema with which the log was created, and the migrations applied since.';
COMMENT ON COLUMN log.migration.number IS '0 for the schema of the first release, then 1, 2, … for each migration.';
COMMENT ON COLUMN log.migration.name IS 'The name of the migration; “state” for the first release.';
COMMENT ON COLUMN log.migration.release IS 'The release of parley that introduced it.';
COMMENT ON COLUMN log.migration.sha256 IS 'The SHA-256 of the SQL applied, in hexadecimal.';
