package io.virtualqueue.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.StartupException;
import io.virtualqueue.server.db.TestDatabase;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VaultTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final MasterKey MASTER = key(1);
    private static final byte[] PLAIN = "Ada Lovelace".getBytes(UTF_8);
    private static final String PURPOSE = "person";

    private final UUID tenant = UUID.randomUUID();
    private final Vault vault = vault(MASTER, null);

    @Test
    void whatIsSealedOpensForTheSameTenantAndPurposeOnly() {
        byte[] sealed = vault.keys(tenant).seal(PLAIN, PURPOSE);
        assertThat(new String(sealed, UTF_8)).doesNotContain("Ada");
        assertThat(vault.keys(tenant).open(sealed, PURPOSE)).isEqualTo(PLAIN);
        assertThat(vault.keys(tenant).seal(PLAIN, PURPOSE)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> vault.keys(tenant).open(sealed, "another")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.keys(UUID.randomUUID()).open(sealed, PURPOSE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        byte[] sealed = vault.keys(tenant).seal(PLAIN, PURPOSE);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.keys(tenant).open(sealed, PURPOSE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void searchHashesAreTheSameOnAllServersAndOthersForOtherTenantsAndFields() {
        byte[] hash = vault.keys(tenant).searchHash("email", "ada@example.com");
        assertThat(vault(MASTER, null).keys(tenant).searchHash("email", "ada@example.com"))
                .isEqualTo(hash);
        assertThat(vault.keys(tenant).searchHash("name", "ada@example.com")).isNotEqualTo(hash);
        assertThat(vault.keys(UUID.randomUUID()).searchHash("email", "ada@example.com"))
                .isNotEqualTo(hash);
    }

    @Test
    void aNewKeySealsAndTheFormerStillOpens() {
        byte[] before = vault.keys(tenant).seal(PLAIN, PURPOSE);
        byte[] hash = vault.keys(tenant).searchHash("email", "ada@example.com");
        vault.rotate(tenant);
        TenantKeys keys = vault.keys(tenant);
        byte[] after = keys.seal(PLAIN, PURPOSE);
        assertThat(TenantKeys.keyOf(before)).isNotEqualTo(keys.newestKey());
        assertThat(TenantKeys.keyOf(after)).isEqualTo(keys.newestKey());
        assertThat(keys.open(before, PURPOSE)).isEqualTo(PLAIN);
        assertThat(keys.open(after, PURPOSE)).isEqualTo(PLAIN);
        assertThat(keys.searchHash("email", "ada@example.com")).isEqualTo(hash);
    }

    @Test
    void aServerLearnsOfAKeyThatAnotherMadeWhenItMeetsIt() {
        Vault other = vault(MASTER, null);
        other.keys(tenant);
        vault.rotate(tenant);
        byte[] sealed = vault.keys(tenant).seal(PLAIN, PURPOSE);
        assertThat(other.keysFor(tenant, sealed).open(sealed, PURPOSE)).isEqualTo(PLAIN);
    }

    @Test
    void theMasterKeyIsExchangedWithTheFormerBesideItOnce() {
        byte[] sealed = vault.keys(tenant).seal(PLAIN, PURPOSE);
        try {
            assertThatThrownBy(() -> vault(key(2), null))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("VQ_MASTER_KEY");
            assertThat(vault(key(2), MASTER).keys(tenant).open(sealed, PURPOSE)).isEqualTo(PLAIN);
            assertThat(vault(key(2), null).keys(tenant).open(sealed, PURPOSE)).isEqualTo(PLAIN);
        } finally {
            vault(MASTER, key(2));
        }
    }

    @Test
    void requestsCannotReadTheKeys() {
        assertThatThrownBy(() -> DATABASE.database()
                        .tenants()
                        .inTenant(
                                tenant,
                                handle -> handle.select("SELECT sealing_keys FROM tenant_key")
                                        .mapTo(byte[].class)
                                        .list()))
                .hasMessageContaining("permission denied");
    }

    private static Vault vault(MasterKey current, @Nullable MasterKey previous) {
        return Vault.open(DATABASE.database().worker(), new MasterKeys(current, previous), Clock.systemUTC());
    }

    private static MasterKey key(int fill) {
        byte[] bytes = new byte[MasterKey.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return new MasterKey(bytes);
    }
}
