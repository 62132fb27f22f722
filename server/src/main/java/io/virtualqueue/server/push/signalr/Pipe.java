package io.virtualqueue.server.push.signalr;

/** The way to a client, whichever transport it is. Called on the event loop of its session. */
interface Pipe {

    /**
     * Sends records.
     *
     * @return false when too much is on its way already, which ends the session
     */
    boolean send(String records);

    /** Whether the client is known to wait for an answer just now. */
    default boolean isAsked() {
        return false;
    }

    /**
     * Ends the way after what has been sent and this, which is short and always finds room.
     *
     * @param last records, or nothing
     */
    void end(String last);

    /** Ends the way whatever is still on it; nothing when it has ended already. */
    default void cutOff() {}
}
