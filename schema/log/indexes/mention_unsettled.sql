CREATE INDEX mention_unsettled ON log.mention (position) WHERE marks IS NULL;
