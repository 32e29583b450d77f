CREATE TABLE log.migration (
    number  integer PRIMARY KEY,
    name    text COLLATE "C" NOT NULL,
    release text NOT NULL,
    sha256  text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE log.migration IS 'As what the schema of the log was made, and what has changed it since.';
COMMENT ON COLUMN log.migration.number IS '0 for the state of the first release, then 1, 2, … for each migration.';
COMMENT ON COLUMN log.migration.name IS 'The name of the migration; “state” for that of the first release.';
COMMENT ON COLUMN log.migration.release IS 'The release of parley that it came with.';
COMMENT ON COLUMN log.migration.sha256 IS 'The SHA-256 of the SQL that was run, in hexadecimal.';
