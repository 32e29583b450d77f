CREATE TABLE search (
    process text COLLATE "C" NOT NULL,
    sort_key bytea NOT NULL,
    event bigint NOT NULL,
    type text NOT NULL,
    on_text text,
    first_day date,
    headline text,
    said text,
    place text,
    cited text,
    folded text[] NOT NULL,
    parties text[] NOT NULL,
    counts boolean NOT NULL,
    why bytea,
    PRIMARY KEY (process, sort_key)
);

COMMENT ON TABLE search IS 'The words of every event, as “parley search” looks through them.';
COMMENT ON COLUMN search.process IS 'The slug of the process.';
COMMENT ON COLUMN search.sort_key IS 'The row''s place in the order of those of its process; it stays when others come or go.';
COMMENT ON COLUMN search.event IS 'Position of the event.';
COMMENT ON COLUMN search.type IS 'Its type.';
COMMENT ON COLUMN search.on_text IS 'When it happened, as EDTF.';
COMMENT ON COLUMN search.first_day IS 'The first day on which it may have happened.';
COMMENT ON COLUMN search.headline IS 'Its title, or what happened in a few words.';
COMMENT ON COLUMN search.said IS 'Its summary, quotes and other texts.';
COMMENT ON COLUMN search.place IS 'Where.';
COMMENT ON COLUMN search.cited IS 'Its sources: titles, authors, publishers and quotes.';
COMMENT ON COLUMN search.folded IS 'The four texts as they are searched, in plain letters, where that is not how they stand.';
COMMENT ON COLUMN search.parties IS 'Everyone that it names, by id.';
COMMENT ON COLUMN search.counts IS 'False for what was retracted, merged into another event, or denied.';
COMMENT ON COLUMN search.why IS 'The events on which the row and its cells rest, as log.events_behind(why) lists them; null where that is the event that the row is about.';
