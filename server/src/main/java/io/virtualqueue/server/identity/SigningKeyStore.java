package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/** Keeps the signing keys in the database, where the first server to start puts them. */
final class SigningKeyStore {
    private static final String ADD = Sql.text(SigningKeyStore.class, "add_signing_key");
    private static final String FIND = Sql.text(SigningKeyStore.class, "find_signing_key");
    private static final String PAIR = "pair";
    private static final String SESSIONS = "sessions";

    private SigningKeyStore() {}

    /** The keys of this database; servers that start at once agree on them. */
    static SigningKeys load(WorkerTransactions worker, Clock clock) {
        return worker.inTransaction(handle -> {
            SigningKeys fresh = SigningKeys.generate();
            add(handle, clock, PAIR, fresh.pair().toJson(OutputControlLevel.INCLUDE_PRIVATE));
            add(
                    handle,
                    clock,
                    SESSIONS,
                    Base64.getEncoder().encodeToString(fresh.sessionSecret().getEncoded()));
            return new SigningKeys(
                    pair(find(handle, PAIR)),
                    new SecretKeySpec(Base64.getDecoder().decode(find(handle, SESSIONS)), SessionTokens.ALGORITHM));
        });
    }

    private static void add(Handle handle, Clock clock, String use, String key) {
        handle.createUpdate(ADD)
                .bind("use", use)
                .bind("key", key)
                .bind("now", OffsetDateTime.now(clock))
                .execute();
    }

    private static String find(Handle handle, String use) {
        return handle.createQuery(FIND).bind("use", use).mapTo(String.class).one();
    }

    private static OctetKeyPairJsonWebKey pair(String json) {
        try {
            return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(json);
        } catch (JoseException unreadable) {
            throw new IllegalStateException("The signing key in the database cannot be read");
        }
    }
}
