-- The rows of the sessions stay, so that the counts of the past stay true; they no longer tell whose they were.
WITH told AS (
  DELETE FROM person WHERE tenant_id = :tenant AND session_id = ANY (:sessions)
), seen AS (
  DELETE FROM presence WHERE tenant_id = :tenant AND session_id = ANY (:sessions)
)
UPDATE session
SET user_id = 'erased-' || id
WHERE tenant_id = :tenant AND id = ANY (:sessions) AND user_id <> 'erased-' || id
