-- A trigger, since log.refuse_change lets nothing else change a marking.
CREATE TRIGGER mention_marks AFTER INSERT ON log.mention
    FOR EACH STATEMENT EXECUTE FUNCTION log.settle_mentions();
