INSERT INTO resealing (tenant_id, settles_at, pass_at, after_session)
VALUES (:tenant, :settlesAt, :now, '00000000-0000-0000-0000-000000000000')
ON CONFLICT (tenant_id) DO UPDATE
SET settles_at = excluded.settles_at, pass_at = excluded.pass_at, after_session = excluded.after_session
