package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.identity.Account;
import io.virtualqueue.server.identity.Mfa;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells people how many recovery codes they have left. */
@Singleton
final class OwnRecovery {
    private final TenantTransactions transactions;
    private final SecondFactors secondFactors;

    @Inject
    OwnRecovery(TenantTransactions transactions, SecondFactors secondFactors) {
        this.transactions = transactions;
        this.secondFactors = secondFactors;
    }

    /** The codes left, or null without a second factor. */
    @Nullable
    Integer codesLeft(UUID tenantId, Account account) {
        return account.mfa() == Mfa.NONE
                ? null
                : transactions.inTenant(
                        tenantId, handle -> secondFactors.recoveryCodesLeft(handle, tenantId, account.id()));
    }
}
