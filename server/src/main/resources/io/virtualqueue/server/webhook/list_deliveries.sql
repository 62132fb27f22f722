SELECT * FROM webhook_delivery
WHERE tenant_id = :tenant
  AND webhook_id = :webhook
  AND (:state::delivery_state IS NULL OR state = :state::delivery_state)
  AND (:type::text IS NULL OR event_type = :type)
ORDER BY ord DESC
LIMIT :limit OFFSET :offset
