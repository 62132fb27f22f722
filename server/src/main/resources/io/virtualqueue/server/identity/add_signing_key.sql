INSERT INTO signing_key (use, key, created_at)
VALUES (:use, :key, :now)
ON CONFLICT (use) DO NOTHING
