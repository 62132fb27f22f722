-- The ratings stay, so that the counts of the past stay true.
UPDATE feedback
SET comment = NULL, key_id = NULL
WHERE tenant_id = :tenant AND session_id = ANY (:sessions) AND comment IS NOT NULL
