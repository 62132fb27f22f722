-- Whose queues are to be deleted too.
CREATE INDEX tenant_deleted ON tenant (id) WHERE deleted_at IS NOT NULL;
