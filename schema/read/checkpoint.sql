CREATE TABLE checkpoint (
    name     text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL,
    version  text NOT NULL
);

COMMENT ON TABLE checkpoint IS 'The progress of each table through the log.';
COMMENT ON COLUMN checkpoint.name IS 'The name of the table.';
COMMENT ON COLUMN checkpoint.position IS 'The position of the last event included.';
COMMENT ON COLUMN checkpoint.version IS 'The version of the tables; another version of the program may need another.';
