package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id, as strongly as OWASP asks for. Slow on purpose, so only a few run at once. */
@Singleton
public final class Passwords {
    public static final int MIN_LENGTH = 10;
    public static final int MAX_LENGTH = 200;
    /** Each takes about 20 MB and a core for some tens of milliseconds. */
    static final int MAX_AT_ONCE = 2;

    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=1$";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore places;
    private final String nobodys;

    @Inject
    public Passwords() {
        this(new Semaphore(MAX_AT_ONCE, true));
    }

    Passwords(Semaphore places) {
        this.places = places;
        this.nobodys = PREFIX + encode(new byte[SALT_BYTES]) + "$" + encode(new byte[HASH_BYTES]);
    }

    /**
     * The text to keep instead of the password; another one each time.
     *
     * @throws ProblemException 503 when too many are under way
     */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return PREFIX + encode(salt) + "$" + encode(compute(password, salt));
    }

    /**
     * Whether the password belongs to the hash. Without a hash it does the same work and says no, so that the time
     * does not tell whether there is such a person.
     *
     * @throws ProblemException 503 when too many are under way
     */
    public boolean matches(String password, @Nullable String hash) {
        String[] parts =
                (hash == null ? nobodys : hash).substring(PREFIX.length()).split("\\$", -1);
        byte[] computed = compute(password, Base64.getDecoder().decode(parts[0]));
        return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts[1])) && hash != null;
    }

    private byte[] compute(String password, byte[] salt) {
        enter();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(ITERATIONS)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("busy", "Too many people are logging in. Try again in a moment.", 2);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
