-- What a token that was got with a key must not outlive.
ALTER TABLE api_key ADD COLUMN IF NOT EXISTS expires_at timestamptz;
ALTER TABLE application ADD COLUMN IF NOT EXISTS deleted_at timestamptz;
