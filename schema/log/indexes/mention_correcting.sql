CREATE INDEX mention_correcting ON log.mention (position) WHERE corrects;
