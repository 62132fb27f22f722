package io.virtualqueue.server.push;

/** Why the server ends a connection. The client is told the reason, as well as its protocol can. */
public enum Ending {
    EXPIRED("The credential has expired: connect again with a new one.", true),
    REVOKED("The credential is not good any more.", false),
    CHANGED("What the credential allows has changed: connect again.", true),
    SESSION_ENDED("The session has ended.", false),
    QUEUE_DELETED("The queue has been deleted.", false),
    REFUSED("This may not be listened to.", false),
    TOO_SLOW("You read more slowly than there is news.", true),
    TOO_LONG("A message is too long.", false),
    SILENT("Nothing was heard from you.", true),
    NO_HANDSHAKE("The handshake did not come in time.", false),
    MALFORMED("A message is not of this protocol.", false),
    BEHIND("The server could not keep up: connect again.", true),
    DATABASE_AWAY("The database does not answer now.", true),
    SERVER_STOPS("The server stops: connect again.", true);

    private final String reason;
    private final boolean mayComeBack;

    Ending(String reason, boolean mayComeBack) {
        this.reason = reason;
        this.mayComeBack = mayComeBack;
    }

    /** Fit to be shown; at most 123 bytes, so that it fits into the last frame of a WebSocket. */
    public String reason() {
        return reason;
    }

    /** Whether it is worth connecting again. */
    public boolean mayComeBack() {
        return mayComeBack;
    }

    /** The status of a WebSocket's last frame (RFC 6455, 7.4.1). */
    public short webSocketStatus() {
        return switch (this) {
            case SESSION_ENDED, QUEUE_DELETED -> 1000;
            case SERVER_STOPS, BEHIND, DATABASE_AWAY -> 1001;
            case MALFORMED -> 1002;
            case TOO_LONG -> 1009;
            case EXPIRED, REVOKED, CHANGED, REFUSED, TOO_SLOW, SILENT, NO_HANDSHAKE -> 1008;
        };
    }
}
