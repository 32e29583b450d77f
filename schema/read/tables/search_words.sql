CREATE UNLOGGED TABLE search_words (
    process text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (process, digest)
);

COMMENT ON TABLE search_words IS 'The words of texts; filled by “parley search”, and can be emptied at any time.';
COMMENT ON COLUMN search_words.process IS 'The slug of the process.';
COMMENT ON COLUMN search_words.digest IS 'The digest of the text.';
COMMENT ON COLUMN search_words.words IS 'The words of the text.';
