package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress behindOne = new ClientAddress(Optional.of("10.0.0.0/8, ::1"));

    @Test
    void aTrustedProxySaysForWhomItSpeaks() {
        assertThat(behindOne.behindProxies("10.1.2.3", List.of("203.0.113.7"))).isEqualTo("203.0.113.7");
        assertThat(behindOne.behindProxies("::1", List.of("203.0.113.7, 10.9.9.9")))
                .isEqualTo("203.0.113.7");
        assertThat(behindOne.behindProxies("10.1.2.3", List.of("203.0.113.7", "10.9.9.9")))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void nobodyElseDoes() {
        assertThat(behindOne.behindProxies("198.51.100.1", List.of("203.0.113.7")))
                .isEqualTo("198.51.100.1");
        assertThat(behindOne.behindProxies("10.1.2.3", List.of("192.0.2.1, 203.0.113.7")))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void onlyATrustedProxySaysThatTheWayToItIsEncrypted() {
        assertThat(behindOne.isEncrypted("10.1.2.3", "https")).isTrue();
        assertThat(behindOne.isEncrypted("10.1.2.3", "http")).isFalse();
        assertThat(behindOne.isEncrypted("10.1.2.3", null)).isFalse();
        assertThat(behindOne.isEncrypted("198.51.100.1", "https")).isFalse();
    }

    @Test
    void whatIsNoAddressIsNotTaken() {
        assertThat(behindOne.behindProxies("10.1.2.3", List.of("<script>"))).isEqualTo("10.1.2.3");
        assertThat(behindOne.behindProxies("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    }

    @Test
    void aLongHeaderIsFollowedOnlySoFar() {
        String hops = String.join(",", Collections.nCopies(ClientAddress.MAX_HOPS + 5, "10.1.1.1"));
        assertThat(behindOne.behindProxies("10.1.2.3", List.of("203.0.113.7," + hops)))
                .isEqualTo("10.1.1.1");
    }

    @Test
    void aMalformedNetworkIsNamed() {
        assertThatThrownBy(() -> new ClientAddress(Optional.of("10.0.0.0/99")))
                .hasMessageContaining("VQ_TRUSTED_PROXIES");
        assertThatThrownBy(() -> new ClientAddress(Optional.of("proxy"))).hasMessageContaining("proxy");
    }
}
