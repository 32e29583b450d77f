CREATE TABLE log.secret (
    is_secret boolean PRIMARY KEY DEFAULT true CHECK (is_secret),
    key       bytea NOT NULL DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
              CHECK (length(key) = 32)
);

COMMENT ON TABLE log.secret IS 'One row: what only those who append may know.';
COMMENT ON COLUMN log.secret.key IS 'The key of the ids of imported lines (HMAC-SHA256): without it nobody can tell from an id what a line said.';

-- Without a policy, only the owner sees the row.
ALTER TABLE log.secret ENABLE ROW LEVEL SECURITY;

INSERT INTO log.secret DEFAULT VALUES;
