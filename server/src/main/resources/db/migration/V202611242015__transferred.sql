-- Where a session went, for those who hold the old one. Sessions that were not transferred are not in the index.
CREATE INDEX session_transferred ON session (tenant_id, (visit ->> 'transferredFrom'))
  WHERE visit ->> 'transferredFrom' IS NOT NULL;
