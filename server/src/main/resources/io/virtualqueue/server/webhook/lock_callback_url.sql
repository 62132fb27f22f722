SELECT callback_url FROM application
WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL AND callback_url IS NOT NULL
FOR UPDATE
