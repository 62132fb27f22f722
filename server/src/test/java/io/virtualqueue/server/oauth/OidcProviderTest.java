package io.virtualqueue.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.identity.Role;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OidcProviderTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "VQ_OIDC_ACME_ISSUER", "https://acme.example",
            "VQ_OIDC_ACME_CLIENT_ID", "id",
            "VQ_OIDC_ACME_CLIENT_SECRET", "secret",
            "VQ_OIDC_ACME_TENANT_ID", "01980000-0000-7000-8000-000000000001",
            "VQ_PORT", "8080"));

    @Test
    void anIssuerIsReadFromItsVariables() {
        environment.put("VQ_OIDC_ACME_PROVISION_ROLE", "staff");

        OidcProvider acme = OidcProvider.read(environment).getFirst();

        assertThat(acme.name()).isEqualTo("acme");
        assertThat(acme.issuer()).isEqualTo("https://acme.example");
        assertThat(acme.rule().provisionedAs()).isEqualTo(Role.STAFF);
        assertThat(acme.trustsEmail()).isFalse();
        assertThat(acme.toString()).doesNotContain("secret");
    }

    @Test
    void aKnownProviderNeedsNoAddress() {
        environment.remove("VQ_OIDC_ACME_ISSUER");
        assertThat(OidcProvider.read(environment)).isEmpty();
        environment.put("VQ_OIDC_ACME_PROVIDER", "google");

        assertThat(OidcProvider.read(environment)).hasSize(1);
        assertThat(new OidcTenants(environment).provider("acme")).isNotNull();
    }

    @Test
    void mistakesAreNamed() {
        for (String missing : new String[] {"CLIENT_ID", "CLIENT_SECRET", "TENANT_ID"}) {
            var incomplete = new HashMap<>(environment);
            incomplete.remove("VQ_OIDC_ACME_" + missing);
            assertThatThrownBy(() -> OidcProvider.read(incomplete)).hasMessageContaining("VQ_OIDC_ACME_" + missing);
        }
        for (var wrong : Map.of("TENANT_ID", "x", "PROVISION_ROLE", "super_admin", "PROVIDER", "x")
                .entrySet()) {
            var bad = new HashMap<>(environment);
            bad.put("VQ_OIDC_ACME_" + wrong.getKey(), wrong.getValue());
            assertThatThrownBy(() -> OidcProvider.read(bad)).hasMessageContaining("VQ_OIDC_ACME_" + wrong.getKey());
        }
    }

    @Test
    void thereIsALimit() {
        for (int i = 0; i < OidcProvider.MAX_PROVIDERS; i++) {
            environment.put("VQ_OIDC_N" + i + "_ISSUER", "https://acme.example");
        }
        assertThatThrownBy(() -> OidcProvider.read(environment)).hasMessageContaining("more than 100");
    }
}
