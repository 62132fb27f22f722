-- Roles belong to the whole cluster: a server on another of its databases may be making them at this moment.
DO $$
BEGIN
    IF to_regrole('vq_request') IS NULL THEN
        CREATE ROLE vq_request NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        RAISE DEBUG 'another server was quicker';
END
$$;

DO $$
BEGIN
    IF to_regrole('vq_worker') IS NULL THEN
        CREATE ROLE vq_worker NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        RAISE DEBUG 'another server was quicker';
END
$$;
