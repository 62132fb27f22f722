package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds what signs and checks tokens, with the keys that are read once at the start. */
@Singleton
final class IdentityBeans {

    @Produces
    @Singleton
    SigningKeys signingKeys(WorkerTransactions worker, Clock clock) {
        return SigningKeyStore.load(worker, clock);
    }

    /** The issuer is what verifiers of passes compare; servers of one installation share it. */
    @Produces
    @Singleton
    SignedTokens signedTokens(
            SigningKeys keys,
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
    SessionTokens sessionTokens(SigningKeys keys) {
        return new SessionTokens(keys.sessionSecret());
    }

    @Produces
    @Singleton
    PublicKeys publicKeys(SigningKeys keys) {
        return new PublicKeys(keys.publicKeySet());
    }
}
