package io.virtualqueue.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTest {
    @Test
    void anAddressOfFourBytesIsItself() {
        assertThat(at("203.0.113.7")).isEqualTo(at("203.0.113.7")).isNotEqualTo(at("203.0.113.8"));
    }

    @Test
    void whatACallerMayChangeInAnAddressDoesNotTellItFromAnother() {
        assertThat(at("2001:db8:1:2::1")).isEqualTo(at("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(at("2001:db8:1:2::1")).isNotEqualTo(at("2001:db8:1:3::1"));
        assertThat(at("fe80::1%1")).isEqualTo(at("fe80::2"));
    }

    @Test
    void oneWrittenAsSixteenBytesIsTheSameAsOfFour() {
        assertThat(at("::ffff:203.0.113.7")).isEqualTo(at("203.0.113.7"));
    }

    @Test
    void purposesAreCountedApart() {
        assertThat(at("203.0.113.7")).isNotEqualTo(Client.at("203.0.113.7", Client.Purpose.LOGIN));
    }

    @Test
    void whatIsNoAddressStandsForItself() {
        assertThat(at("a:b")).isEqualTo(at("a:b")).isNotEqualTo(at("a:c"));
    }

    private static Client at(String address) {
        return Client.at(address, Client.Purpose.ANONYMOUS);
    }
}
