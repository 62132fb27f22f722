SELECT version FROM revocation_head
