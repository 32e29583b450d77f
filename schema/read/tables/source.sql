CREATE TABLE source (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    key text,
    title text,
    authors text[] NOT NULL,
    kind text,
    publisher text,
    date text,
    dated text,
    url text,
    archive text,
    accessed text,
    language text,
    doi text,
    isbn text,
    reliability text,
    credibility text[] NOT NULL,
    citations bigint NOT NULL,
    event bigint,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE source IS 'What a process rests on: the sources that it defines and those that its events cite.';
COMMENT ON COLUMN source.process IS 'The slug of the process.';
COMMENT ON COLUMN source.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN source.key IS 'What events cite it by; null for one that is only described where it is cited.';
COMMENT ON COLUMN source.title IS 'What it is called; null where another process defines it.';
COMMENT ON COLUMN source.authors IS 'Who wrote it.';
COMMENT ON COLUMN source.kind IS 'What it is, by the types of the Citation Style Language: book, report, treaty and so on.';
COMMENT ON COLUMN source.publisher IS 'Who published it, or the journal or newspaper that it is in.';
COMMENT ON COLUMN source.date IS 'When it was published, as EDTF.';
COMMENT ON COLUMN source.dated IS 'The same in its own words, where a date does not say it: forthcoming, [1796]; null for most.';
COMMENT ON COLUMN source.url IS 'Where it is.';
COMMENT ON COLUMN source.archive IS 'Where a copy is kept.';
COMMENT ON COLUMN source.accessed IS 'When somebody last looked at it, as EDTF.';
COMMENT ON COLUMN source.language IS 'Its language.';
COMMENT ON COLUMN source.doi IS 'Its DOI.';
COMMENT ON COLUMN source.isbn IS 'Its ISBN.';
COMMENT ON COLUMN source.reliability IS 'A to F, by the Admiralty code: as this process defines it, or where it does not, as it was cited last.';
COMMENT ON COLUMN source.credibility IS 'Every grade, 1 to 6, of what it is cited for, each once, the most credible first.';
COMMENT ON COLUMN source.citations IS 'How many events rest on it.';
COMMENT ON COLUMN source.event IS 'Position of the event that defined it first; null where this process does not define it.';
COMMENT ON COLUMN source.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
