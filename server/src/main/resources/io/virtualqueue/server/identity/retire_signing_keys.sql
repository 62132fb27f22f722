UPDATE signing_key SET retired_at = :at WHERE use = 'pair' AND retired_at IS NULL
