SELECT signing_secret, NULL::timestamptz AS until
FROM application
WHERE tenant_id = :tenant AND id = :id AND signing_secret IS NOT NULL
UNION ALL
SELECT former_signing_secret, former_signing_secret_until
FROM application
WHERE tenant_id = :tenant AND id = :id AND former_signing_secret IS NOT NULL AND former_signing_secret_until > :now
