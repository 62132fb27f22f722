package io.virtualqueue.server.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person to be made.
 *
 * @param email kept in lower case
 * @param password null invites the person, who then chooses one
 */
public record NewAccount(
        String email, @Nullable String name, @Nullable String password, Role role) {
    public NewAccount {
        email = email.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "NewAccount";
    }
}
