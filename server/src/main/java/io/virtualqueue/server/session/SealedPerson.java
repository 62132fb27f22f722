package io.virtualqueue.server.session;

import java.util.UUID;

/** What the person of a session told, as the database has it. */
public final class SealedPerson {
    private final UUID tenantId;
    private final UUID sessionId;
    private final byte[] sealed;

    public SealedPerson(UUID tenantId, UUID sessionId, byte[] sealed) {
        this.tenantId = tenantId;
        this.sessionId = sessionId;
        this.sealed = sealed;
    }

    public UUID tenantId() {
        return tenantId;
    }

    public UUID sessionId() {
        return sessionId;
    }

    byte[] sealed() {
        return sealed;
    }

    @Override
    public String toString() {
        return "SealedPerson[" + sessionId + "]";
    }
}
