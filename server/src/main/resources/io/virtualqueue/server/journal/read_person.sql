-- Rows from before there was sealing are sealed by the servers at their start.
SELECT sealed, key_id, name_hash, email_hash, phone_hash
FROM person
WHERE tenant_id = ? AND session_id = ? AND sealed IS NOT NULL
