CREATE TABLE checkpoint (
    name text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    chain bytea NOT NULL,
    version text NOT NULL,
    PRIMARY KEY (name)
);

COMMENT ON TABLE checkpoint IS 'The progress of each table through the log.';
COMMENT ON COLUMN checkpoint.name IS 'The name of the table.';
COMMENT ON COLUMN checkpoint.position IS 'The position of the last event included.';
COMMENT ON COLUMN checkpoint.chain IS 'The chain of that event in the log, by which tables of another history are told.';
COMMENT ON COLUMN checkpoint.version IS 'The version of the tables; another version of the program may need another.';
