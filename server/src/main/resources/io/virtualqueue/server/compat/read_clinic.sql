SELECT queue_id, patient_id_is_enough, usernames FROM clinic WHERE tenant_id = :tenant
