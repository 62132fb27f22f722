package io.virtualqueue.server.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sees to it that someone can log in: the super admin of {@code VQ_ADMIN_EMAIL} and {@code VQ_ADMIN_PASSWORD}. */
@Singleton
public final class FirstAdmin {
    /** Before everything at the start that wants to tell about it. */
    private static final int EARLY = 100;

    private final Accounts accounts;
    private final String email;
    private final Optional<String> password;
    private Optional<String> generatedPassword = Optional.empty();

    @Inject
    public FirstAdmin(
            Accounts accounts,
            @ConfigProperty(name = "VQ_ADMIN_EMAIL", defaultValue = "admin@example.com") String email,
            @ConfigProperty(name = "VQ_ADMIN_PASSWORD") Optional<String> password) {
        this.accounts = accounts;
        this.email = email;
        this.password = password;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        generatedPassword = accounts.ensureSuperAdmin(email, password.orElse(null));
    }

    public String email() {
        return email;
    }

    /** The password, if this start made the account and nobody had set one: to be shown once, it is known nowhere else. */
    public Optional<String> generatedPassword() {
        return generatedPassword;
    }
}
