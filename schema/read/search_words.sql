-- A cache of parsed texts, by their digest. It is filled by searches, so that recording and rebuilding do not wait for
-- it, and can be emptied at any time.
CREATE UNLOGGED TABLE search_words (digest bytea PRIMARY KEY, words tsvector NOT NULL);
COMMENT ON TABLE search_words IS 'The words of texts by their digest; filled by “parley search”.';
