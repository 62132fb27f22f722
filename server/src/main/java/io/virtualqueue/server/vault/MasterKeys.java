package io.virtualqueue.server.vault;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.PrivateFile;
import io.virtualqueue.server.db.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The master key in force and, while it is being exchanged, the one before.
 *
 * @param previous what tenants' keys may still be wrapped with, or null
 */
public record MasterKeys(MasterKey current, @Nullable MasterKey previous) {
    static final String VARIABLE = "VQ_MASTER_KEY";
    static final String PREVIOUS_VARIABLE = "VQ_MASTER_KEY_PREVIOUS";
    /** In the data directory of an embedded PostgreSQL, beside the data. */
    static final String FILE_NAME = "master.key";

    private static final String FILE_SUFFIX = "_FILE";

    /**
     * Reads {@code VQ_MASTER_KEY} or the file that {@code VQ_MASTER_KEY_FILE} names, and the same with {@code _PREVIOUS}.
     * Without them an embedded PostgreSQL keeps a key in its data directory, made at its first start.
     *
     * @param environment gives the value of a variable, or null
     * @throws StartupException when a key is missing or malformed
     */
    public static MasterKeys read(Function<String, @Nullable String> environment, DatabaseSettings database) {
        byte[] previous = given(environment, PREVIOUS_VARIABLE);
        byte[] current = given(environment, VARIABLE);
        if (current == null) {
            current = switch (database) {
                case DatabaseSettings.Embedded(var data) -> ofDirectory(data.resolve(FILE_NAME));
                case DatabaseSettings.External _ ->
                    throw new StartupException(VARIABLE + " is needed beside VQ_DB_URL, the same for all servers:"
                            + " 32 random bytes in Base64, as `openssl rand -base64 32` makes them.");
            };
        }
        return new MasterKeys(new MasterKey(current), previous == null ? null : new MasterKey(previous));
    }

    private static byte @Nullable [] given(Function<String, @Nullable String> environment, String variable) {
        String text = environment.apply(variable);
        if (text != null && !text.isBlank()) {
            return parse(text, variable);
        }
        String file = environment.apply(variable + FILE_SUFFIX);
        return file == null || file.isBlank() ? null : readFile(Path.of(file), variable + FILE_SUFFIX);
    }

    private static byte[] ofDirectory(Path file) {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[MasterKey.BYTES];
            new SecureRandom().nextBytes(fresh);
            try {
                PrivateFile.write(file, Base64.getEncoder().encodeToString(fresh) + "\n");
            } catch (IOException failure) {
                throw new StartupException("The master key cannot be written to " + file + ".", failure);
            }
        }
        return readFile(file, file.toString());
    }

    private static byte[] readFile(Path file, String name) {
        try {
            return parse(Files.readString(file), name);
        } catch (IOException failure) {
            throw new StartupException("The master key of " + name + " cannot be read.", failure);
        }
    }

    private static byte[] parse(String text, String name) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == MasterKey.BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below; the text itself is a secret.
        }
        throw new StartupException("The master key of " + name + " must be 32 bytes in Base64.");
    }
}
