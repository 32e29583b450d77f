-- How far a follower has come who sees more tells how many events there are.
ALTER TABLE log.subscription ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON log.subscription FOR SELECT USING (
    ceiling <= (SELECT log.ceiling()) OR NOT (SELECT log.withholds()));
