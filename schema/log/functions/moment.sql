-- When an event is recorded whose time would be before that of the last one. A small step back is one of a clock that is
-- being set right, and does not show; a larger one tells that the clock was wrong at one of the two, and what is measured
-- is recorded, so that a time in the future is not handed on.
CREATE FUNCTION log.moment(last timestamptz, measured timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN CASE WHEN measured < last - (SELECT s.clock_tolerance FROM log.setting s) THEN measured ELSE greatest(last, measured) END;
