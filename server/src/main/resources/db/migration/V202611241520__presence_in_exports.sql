-- Whoever asks what is known of them is told when they were seen last.
GRANT SELECT ON presence TO vq_request;
