package io.virtualqueue.server.vault;

import io.virtualqueue.server.db.Database;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The vault of a test's database, with a master key that all tests share. */
public final class TestVault {
    private static final @Nullable MasterKey NO_PREVIOUS = null;

    private TestVault() {}

    /** As another server on the same database opens it. */
    public static Vault open(Database database) {
        MasterKeys master = new MasterKeys(new MasterKey(new byte[MasterKey.BYTES]), NO_PREVIOUS);
        return Vault.open(database.worker(), master, Clock.systemUTC());
    }
}
