CREATE TABLE checkpoint (
    version text NOT NULL,
    position bigint NOT NULL,
    chain bytea NOT NULL,
    PRIMARY KEY (version)
);

COMMENT ON TABLE checkpoint IS 'One row: the progress of the tables through the log.';
COMMENT ON COLUMN checkpoint.version IS 'The version of the tables; another version of the program may need another.';
COMMENT ON COLUMN checkpoint.position IS 'The position of the last event included.';
COMMENT ON COLUMN checkpoint.chain IS 'The chain of that event in the log, by which tables of another history are told.';
