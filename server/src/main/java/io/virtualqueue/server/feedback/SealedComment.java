package io.virtualqueue.server.feedback;

import java.util.UUID;

/** What a person wrote of how they were served, as the database has it. */
public final class SealedComment {
    private final UUID tenantId;
    private final UUID sessionId;
    private final byte[] sealed;

    public SealedComment(UUID tenantId, UUID sessionId, byte[] sealed) {
        this.tenantId = tenantId;
        this.sessionId = sessionId;
        this.sealed = sealed;
    }

    UUID tenantId() {
        return tenantId;
    }

    UUID sessionId() {
        return sessionId;
    }

    byte[] sealed() {
        return sealed;
    }

    @Override
    public String toString() {
        return "SealedComment[" + sessionId + "]";
    }
}
