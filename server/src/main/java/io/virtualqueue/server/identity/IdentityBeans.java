package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.vault.Vault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds what signs and checks tokens, with the keys that all servers share. */
@Singleton
final class IdentityBeans {

    @Produces
    @Singleton
    KeyRing keyRing(
            WorkerTransactions worker,
            Vault vault,
            Revocations revocations,
            @ConfigProperty(name = "VQ_SIGNING_KEY_DAYS", defaultValue = "90") int days,
            @ConfigProperty(name = "VQ_SIGNING_KEY_LEAD_SECONDS", defaultValue = "600") int leadSeconds,
            Clock clock) {
        if (days < 1 || leadSeconds < 1) {
            throw new IllegalArgumentException("VQ_SIGNING_KEY_DAYS and VQ_SIGNING_KEY_LEAD_SECONDS are at least 1");
        }
        KeyRing ring = new KeyRing(
                new SigningKeyStore(worker, vault, clock),
                Duration.ofDays(days),
                Duration.ofSeconds(leadSeconds),
                clock);
        revocations.listen(subject -> {
            if (SigningKeyStore.CHANGED.equals(subject)) {
                ring.look();
            }
        });
        return ring;
    }

    /** The issuer is what verifiers of passes compare; servers of one installation share it. */
    @Produces
    @Singleton
    SignedTokens signedTokens(
            KeyRing keys,
            @ConfigProperty(name = "VQ_ISSUER", defaultValue = "virtualqueue") String issuer,
            Clock clock) {
        return new SignedTokens(keys, issuer, clock);
    }

    @Produces
    @Singleton
    AccessTokens accessTokens(SignedTokens tokens, Clock clock) {
        return new AccessTokens(tokens, clock);
    }

    @Produces
    @Singleton
    Passes passes(SignedTokens tokens, Clock clock) {
        return new Passes(tokens, clock);
    }

    @Produces
    @Singleton
    SessionTokens sessionTokens(KeyRing ring) {
        return new SessionTokens(ring.keys().sessionSecret());
    }

    @Produces
    @Singleton
    LinkTokens linkTokens(KeyRing ring) {
        return new LinkTokens(ring.keys().sessionSecret());
    }

    @Produces
    @Singleton
    FeedbackTokens feedbackTokens(KeyRing ring) {
        return new FeedbackTokens(ring.keys().sessionSecret());
    }

    @Produces
    @Singleton
    PublicKeys publicKeys(KeyRing ring) {
        return new PublicKeys(ring);
    }
}
