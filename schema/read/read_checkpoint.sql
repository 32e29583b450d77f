CREATE TABLE checkpoint (
    projection text COLLATE "C" PRIMARY KEY,
    position   bigint NOT NULL,
    shape      text NOT NULL
);

COMMENT ON TABLE checkpoint IS 'How far each table has followed the log.';
COMMENT ON COLUMN checkpoint.projection IS 'The name of the table.';
COMMENT ON COLUMN checkpoint.position IS 'The position of the last event that it takes into account.';
COMMENT ON COLUMN checkpoint.shape IS 'Which form of the tables this is; another program version may want another.';
