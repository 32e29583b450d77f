-- The head reveals the number of events.
ALTER TABLE log.head ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.head FOR SELECT USING (NOT (SELECT log.withholds()));
