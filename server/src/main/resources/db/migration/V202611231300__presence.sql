-- When a visitor was last seen by any server. No events: losing these rows costs a period of grace, nothing more.
-- Every update rewrites a row in place, so pages have room and nothing but the key is indexed.
CREATE TABLE presence (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_id)
) WITH (fillfactor = 50);

ALTER TABLE presence ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON presence TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON presence TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO vq_worker;

-- Nobody joins a queue of a deleted tenant, though the queue itself may still be there.
CREATE OR REPLACE FUNCTION vq_tenant_of_queue(wanted uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  RETURN (
    SELECT q.tenant_id
    FROM public.queue q
    JOIN public.tenant t ON t.id = q.tenant_id
    WHERE q.id = wanted AND q.deleted_at IS NULL AND t.deleted_at IS NULL
  );
