package io.virtualqueue.server.mail;

/** Sends letters; by SMTP here, and other ways may come. */
public interface Mail {
    /** Whether letters can be sent at all. */
    boolean isConfigured();

    /**
     * Takes a letter to be sent in the background. What becomes of it is not told: whoever waits for one asks again.
     *
     * @return false when too many wait already, or nothing is configured
     */
    boolean send(Letter letter);
}
