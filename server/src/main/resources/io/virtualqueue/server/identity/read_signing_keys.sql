SELECT id, use, key, encode(sealed, 'base64') AS sealed, created_at, signs_from, retired_at
FROM signing_key
ORDER BY signs_from, id
