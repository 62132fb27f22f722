package io.virtualqueue.server.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.virtualqueue.server.outbound.OutboundException.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Calls other systems over HTTP/1.1. Where a name leads is checked, and exactly the checked address is connected to, on
 * redirects too. All calls block: they belong on virtual threads.
 */
@Singleton
public final class OutboundHttp {
    /** What is read of an answer's body; the rest is not waited for. */
    public static final int MAX_ANSWER_BYTES = 16 * 1024;

    /** Connections to one address for one host, at once. */
    static final int MAX_CONNECTIONS = 256;
    /** Calls that wait for one of those. */
    static final int MAX_WAITING = 1_000;
    /** A host's addresses that are tried when no connection comes about. */
    static final int MAX_ADDRESSES = 3;
    /** Shorter than what most servers keep idle connections for, so that hardly a request meets one that is closing. */
    static final int IDLE_SECONDS = 4;
    /** Kinds of calls. */
    static final int MAX_SERVICES = 100;

    private static final String DIRECT = "direct";

    private final Supplier<HttpClient> makeClient;
    private final OutboundMetrics metrics;
    private final AddressGuard guard;
    private final LookUps lookUps;
    private final Map<String, OutboundService> services = new ConcurrentHashMap<>();
    private @Nullable HttpClient client;

    @Inject
    OutboundHttp(
            Vertx vertx,
            MeterRegistry registry,
            @ConfigProperty(name = "VQ_OUTBOUND_ALLOW_PRIVATE", defaultValue = "false") boolean allowsPrivate) {
        this(
                vertx,
                registry,
                allowsPrivate ? AddressGuard.OPEN : AddressGuard.PUBLIC_ONLY,
                NameService.OF_SYSTEM,
                new HttpClientOptions());
    }

    OutboundHttp(
            Vertx vertx, MeterRegistry registry, AddressGuard guard, NameService names, HttpClientOptions options) {
        this.makeClient = () -> vertx.createHttpClient(options.setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setKeepAliveTimeout(IDLE_SECONDS));
        this.metrics = new OutboundMetrics(registry);
        this.guard = guard;
        this.lookUps = new LookUps(names, LookUps.MAX_AT_ONCE, LookUps.MAX_WAITING);
    }

    /**
     * Why this URL may never be called, as its author may read it: it names a private address, this machine or no host, or
     * is not of http or https. Names are not looked up: where they lead is checked when they are called.
     */
    public Optional<String> refusal(URI url) {
        return UrlRules.refusal(url, guard);
    }

    /** Calls once, whatever breakers say. */
    public OutboundAnswer send(OutboundRequest request) throws OutboundException {
        return send(DIRECT, request);
    }

    /**
     * Calls of one kind, with breakers of their own. The first who asks for a name sets its policy.
     *
     * @param name of the kind in metrics, such as {@code webhook}; one of few
     */
    public OutboundService service(String name, BreakerPolicy policy) {
        if (services.size() >= MAX_SERVICES && !services.containsKey(name)) {
            throw new IllegalStateException("There are " + MAX_SERVICES + " kinds of calls already");
        }
        return services.computeIfAbsent(
                name, _ -> new BreakingService(name, policy, this, metrics, OutboundService.MAX_ENDPOINTS));
    }

    OutboundAnswer send(String service, OutboundRequest request) throws OutboundException {
        Deadline deadline = Deadline.after(request.timeout());
        try {
            OutboundAnswer answer = follow(request, deadline);
            metrics.answered(service, request.method(), answer.status(), answer.took());
            return answer;
        } catch (OutboundException failure) {
            metrics.failed(service, request.method(), failure.reason(), deadline.elapsed());
            throw failure;
        }
    }

    private OutboundAnswer follow(OutboundRequest first, Deadline deadline) throws OutboundException {
        OutboundRequest request = first;
        for (int followed = 0; followed <= Redirect.MAX_REDIRECTS; followed++) {
            OutboundAnswer answer = exchange(request, allowed(request.url(), deadline), deadline);
            Optional<OutboundRequest> next = Redirect.of(request, answer);
            if (next.isEmpty()) {
                return answer;
            }
            request = next.get();
        }
        throw new OutboundException(
                Reason.REDIRECT, "More than " + Redirect.MAX_REDIRECTS + " redirects are not followed.");
    }

    /** Where the URL leads, all of it allowed: a name that leads inside as well as outside is not trusted. */
    private List<InetAddress> allowed(URI url, Deadline deadline) throws OutboundException {
        String refusal = refusal(url).orElse(null);
        if (refusal != null) {
            throw new OutboundException(Reason.FORBIDDEN_ADDRESS, "The URL " + refusal + ".");
        }
        Optional<InetAddress> literal = UrlRules.literal(url.getHost());
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        List<InetAddress> addresses = lookUps.addressesOf(url.getHost(), deadline);
        if (!addresses.stream().allMatch(guard.allows())) {
            throw new OutboundException(
                    Reason.FORBIDDEN_ADDRESS, "The name " + url.getHost() + " leads to an address that is not public.");
        }
        return addresses;
    }

    private OutboundAnswer exchange(OutboundRequest request, List<InetAddress> addresses, Deadline deadline)
            throws OutboundException {
        int last = Math.min(addresses.size(), MAX_ADDRESSES) - 1;
        for (int index = 0; ; index++) {
            Exchange exchange = new Exchange(request, deadline);
            try {
                return exchange.run(client(), addresses.get(index), last - index + 1);
            } catch (OutboundException failure) {
                if (exchange.wasConnected() || index >= last || deadline.isOver()) {
                    throw failure;
                }
            }
        }
    }

    /** Made by the first call: a server that calls nobody starts no slower. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = makeClient.get();
            client = made;
        }
        return made;
    }

    @PreDestroy
    synchronized void close() {
        lookUps.close();
        if (client != null) {
            client.close();
        }
    }
}
