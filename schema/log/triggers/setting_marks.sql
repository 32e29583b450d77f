CREATE TRIGGER setting_marks AFTER UPDATE OF marking ON log.setting
    FOR EACH ROW EXECUTE FUNCTION log.note_setting();
