-- The position of a follower with a higher ceiling would reveal the number of events.
ALTER TABLE log.subscription ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.subscription FOR SELECT USING (ceiling <= (SELECT log.ceiling()));
