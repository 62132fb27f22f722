SELECT queue_id, patient_id_is_enough, takes_appointments, usernames FROM clinic WHERE tenant_id = :tenant
