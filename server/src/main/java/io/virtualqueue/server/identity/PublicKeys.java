package io.virtualqueue.server.identity;

/** What others verify passes with. */
public final class PublicKeys {
    private final KeyRing ring;

    PublicKeys(KeyRing ring) {
        this.ring = ring;
    }

    /** A JSON Web Key Set (RFC 7517), as it is now. */
    public String json() {
        return ring.published();
    }
}
