-- A role sees the events marked up to its ceiling; the owner of the log sees all of them.
ALTER TABLE log.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.event FOR SELECT USING (
    coalesce(marking, (SELECT s.marking FROM log.setting s)) <= (SELECT log.ceiling())
    AND (sources IS NULL OR sources <= (SELECT log.ceiling())));
