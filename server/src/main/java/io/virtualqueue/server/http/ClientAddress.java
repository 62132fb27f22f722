package io.virtualqueue.server.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The network address that a request comes from. What {@code X-Forwarded-For} says counts only as far as the proxies of
 * {@code VQ_TRUSTED_PROXIES} have written it: anyone can send such a header.
 */
@Singleton
public final class ClientAddress {
    /** How many entries of the header are looked at, from the last one on. */
    static final int MAX_HOPS = 20;

    private static final String ADDRESS = "io.virtualqueue.client-address";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String UNKNOWN = "unknown";
    private static final int ANY_PORT = 0;

    private final List<IpSubnetFilterRule> trusted;

    /** @param trustedProxies networks such as {@code 10.0.0.0/8}, with commas between them */
    @Inject
    public ClientAddress(@ConfigProperty(name = "VQ_TRUSTED_PROXIES") Optional<String> trustedProxies) {
        this.trusted = trustedProxies.stream()
                .flatMap(networks -> Arrays.stream(networks.split(",")))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(ClientAddress::network)
                .toList();
    }

    /** The address of this request, as the first filter of all noted it. */
    public static String of(RoutingContext context) {
        String address = context.get(ADDRESS);
        return address == null ? UNKNOWN : address;
    }

    void note(RoutingContext context) {
        context.put(ADDRESS, read(context.request()));
    }

    /** Whether the client's way here is encrypted, be it only as far as a trusted proxy. */
    boolean isEncrypted(HttpServerRequest request) {
        if (request.isSSL() || trusted.isEmpty()) {
            return request.isSSL();
        }
        SocketAddress remote = request.remoteAddress();
        return remote != null && isEncrypted(remote.hostAddress(), request.getHeader(FORWARDED_PROTO));
    }

    /** Whether the peer may say so and does. */
    boolean isEncrypted(@Nullable String peer, @Nullable String forwardedProto) {
        return peer != null && isTrusted(peer) && "https".equalsIgnoreCase(forwardedProto);
    }

    private String read(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String peer = remote == null ? null : remote.hostAddress();
        if (peer == null) {
            return UNKNOWN;
        }
        return trusted.isEmpty() ? peer : behindProxies(peer, request.headers().getAll(FORWARDED_FOR));
    }

    /** Goes back from the peer as long as who speaks is trusted. */
    String behindProxies(String peer, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        String address = peer;
        for (int hop = hops.size() - 1; hop >= Math.max(0, hops.size() - MAX_HOPS) && isTrusted(address); hop--) {
            if (literal(hops.get(hop)) == null) {
                return address;
            }
            address = hops.get(hop);
        }
        return address;
    }

    private boolean isTrusted(String address) {
        InetAddress parsed = literal(address);
        return parsed != null
                && trusted.stream().anyMatch(network -> network.matches(new InetSocketAddress(parsed, ANY_PORT)));
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    private static IpSubnetFilterRule network(String network) {
        InetAddress single = literal(network);
        String range = single == null ? network : network + "/" + single.getAddress().length * Byte.SIZE;
        try {
            return new IpSubnetFilterRule(range, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("VQ_TRUSTED_PROXIES has no network " + network, malformed);
        }
    }
}
