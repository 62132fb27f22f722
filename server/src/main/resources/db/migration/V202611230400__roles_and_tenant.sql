-- Closed by default: a table or function is for nobody until its migration grants it to vq_request or vq_worker.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO vq_request, vq_worker;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- The tenant of the running transaction, or null before it is known: then no row of any tenant matches.
CREATE FUNCTION vq_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('vq.tenant', true), '')::uuid;

GRANT EXECUTE ON FUNCTION vq_tenant() TO vq_request, vq_worker;
