DELETE FROM signing_key WHERE use = 'pair' AND retired_at < :before
