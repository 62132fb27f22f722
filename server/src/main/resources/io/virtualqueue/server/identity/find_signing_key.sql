SELECT key FROM signing_key WHERE use = :use
