package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.identity.AccountChanges;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Mfa;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Ticket;
import io.virtualqueue.server.vault.TenantKeys;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sets up and checks what people show besides the password. */
@Singleton
final class SecondFactors {
    private static final String SET_TOTP = Sql.text(SecondFactors.class, "set_totp");
    private static final String READ_TOTP = Sql.text(SecondFactors.class, "read_totp");
    private static final String USE_STEP = Sql.text(SecondFactors.class, "use_totp_step");
    private static final String ADD_RECOVERY = Sql.text(SecondFactors.class, "add_recovery_code");
    private static final String USE_RECOVERY = Sql.text(SecondFactors.class, "use_recovery_code");
    private static final String FORGET_RECOVERY = Sql.text(SecondFactors.class, "forget_recovery_codes");
    private static final String COUNT_RECOVERY = Sql.text(SecondFactors.class, "count_recovery_codes");

    private final Vault vault;
    private final Clock clock;

    @Inject
    SecondFactors(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** The ways in which this person may show the second factor. */
    static List<MfaMethod> methods(Mfa mfa) {
        return switch (mfa) {
            case NONE -> List.of();
            case TOTP -> List.of(MfaMethod.TOTP, MfaMethod.RECOVERY);
            case EMAIL -> List.of(MfaMethod.EMAIL, MfaMethod.RECOVERY);
        };
    }

    /** Whether the code is good. A ticket can be tried a few times only, and a code is good once. */
    boolean accepts(Handle handle, Ticket ticket, Entrant person, MfaMethod method, String code) {
        TenantKeys keys = vault.keys(person.tenantId());
        Optional<Boolean> sent =
                Tickets.tried(handle, ticket, hash(keys, person.accountId(), MfaMethod.EMAIL, code), clock.instant());
        if (sent.isEmpty() || !methods(person.mfa()).contains(method)) {
            return false;
        }
        return switch (method) {
            case TOTP -> acceptsTotp(handle, person.tenantId(), person.accountId(), code);
            case EMAIL -> sent.get();
            case RECOVERY ->
                handle.createUpdate(USE_RECOVERY)
                                .bind("tenant", person.tenantId())
                                .bind("account", person.accountId())
                                .bind("hash", hash(keys, person.accountId(), MfaMethod.RECOVERY, code))
                                .execute()
                        == 1;
        };
    }

    /** Whether the code is that of the person's app now, and was not used before. */
    boolean acceptsTotp(Handle handle, UUID tenantId, UUID accountId, String code) {
        byte[] sealed = readTotp(handle, tenantId, accountId);
        if (sealed == null) {
            return false;
        }
        byte[] secret = vault.keysFor(tenantId, sealed).open(sealed, purpose(accountId));
        OptionalLong step = Totp.stepOf(secret, ShortCodes.normalised(code), clock.instant());
        return step.isPresent()
                && handle.createUpdate(USE_STEP)
                                .bind("tenant", tenantId)
                                .bind("account", accountId)
                                .bind("step", step.getAsLong())
                                .execute()
                        == 1;
    }

    /** Makes a secret for the person's app, which counts from its first code on. */
    byte[] newTotpSecret(Handle handle, UUID tenantId, UUID accountId) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        handle.createUpdate(SET_TOTP)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .bind("sealed", vault.keys(tenantId).seal(secret, purpose(accountId)))
                .execute();
        return secret;
    }

    /** Asks for this second factor from now on; gives recovery codes, which are known nowhere else. */
    List<String> enable(Handle handle, UUID tenantId, UUID accountId, Mfa mfa) {
        AccountChanges.setMfa(handle, tenantId, accountId, mfa);
        handle.createUpdate(FORGET_RECOVERY)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .execute();
        List<String> codes = ShortCodes.forRecovery();
        TenantKeys keys = vault.keys(tenantId);
        var statement = handle.prepareBatch(ADD_RECOVERY);
        for (String code : codes) {
            statement
                    .bind("tenant", tenantId)
                    .bind("account", accountId)
                    .bind("hash", hash(keys, accountId, MfaMethod.RECOVERY, code))
                    .add();
        }
        statement.execute();
        return codes;
    }

    /** How many recovery codes the person has left. */
    int recoveryCodesLeft(Handle handle, UUID tenantId, UUID accountId) {
        return handle.createQuery(COUNT_RECOVERY)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .mapTo(Integer.class)
                .one();
    }

    /** What is kept of a code that is sent by email. */
    byte[] emailHash(UUID tenantId, UUID accountId, String code) {
        return hash(vault.keys(tenantId), accountId, MfaMethod.EMAIL, code);
    }

    private static byte[] hash(TenantKeys keys, UUID accountId, MfaMethod method, String code) {
        return keys.searchHash(method.wireName() + " code of " + accountId, ShortCodes.normalised(code));
    }

    private static byte @Nullable [] readTotp(Handle handle, UUID tenantId, UUID accountId) {
        return handle.createQuery(READ_TOTP)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .map((row, _) -> row.getBytes(1))
                .findOne()
                .orElse(null);
    }

    private static String purpose(UUID accountId) {
        return "totp:" + accountId;
    }
}
