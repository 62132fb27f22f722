package io.virtualqueue.server.mail;

/**
 * A mail to one person.
 *
 * @param to the email address
 * @param text plain
 */
public record Letter(String to, String subject, String text) {
    @Override
    public String toString() {
        return "Letter";
    }
}
