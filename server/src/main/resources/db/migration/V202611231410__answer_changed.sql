-- Whether the first answer told of something made, or of what was there already: sent again, it says the same.
ALTER TABLE idempotency ADD COLUMN changed boolean NOT NULL DEFAULT true;
