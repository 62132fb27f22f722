package io.virtualqueue.server.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.UUID;

/** Who is counted as one. */
sealed interface Client {
    /** Someone with a credential: a person, an application or the holder of a session, through all of their tokens. */
    record Known(UUID tenantId, UUID id) implements Client {}

    /** Whoever calls from there for that purpose. */
    record Network(String network, Purpose purpose) implements Client {}

    /** What is counted apart for a network. */
    enum Purpose {
        /** Whatever needs no credential and is not below. */
        ANONYMOUS,
        /** Showing what might be guessed: a password, a code. */
        LOGIN,
        PUBLIC_JOIN,
        FEEDBACK,
        WRONG_CREDENTIAL
    }

    /** How much of an IPv6 address names the network; the rest a caller may change at will. */
    int NETWORK_BYTES = 8;

    /**
     * The network that an address is counted as.
     *
     * @param address IPv4, which stands for itself, or IPv6, of which the first 64 bits do
     */
    static Network at(String address, Purpose purpose) {
        if (address.indexOf(':') < 0) {
            return new Network(address, purpose);
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return new Network(
                    parsed instanceof Inet6Address
                            ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                            : parsed.getHostAddress(),
                    purpose);
        } catch (IllegalArgumentException notAnAddress) {
            return new Network(address, purpose);
        }
    }
}
