INSERT INTO clinic (tenant_id, queue_id, patient_id_is_enough, takes_appointments, usernames, updated_at)
VALUES (:tenant, :queue, :patientIdIsEnough, :takesAppointments, :usernames::jsonb, :now)
ON CONFLICT (tenant_id) DO UPDATE SET
  queue_id = excluded.queue_id,
  patient_id_is_enough = excluded.patient_id_is_enough,
  takes_appointments = excluded.takes_appointments,
  usernames = excluded.usernames,
  updated_at = excluded.updated_at
