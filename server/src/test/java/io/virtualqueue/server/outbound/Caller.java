package io.virtualqueue.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An {@link OutboundHttp} of a test's own. */
final class Caller implements AutoCloseable {
    /** Long enough for whatever answers at all. */
    static final Duration LONG = Duration.ofSeconds(20);
    /** Short enough to wait for its end. */
    static final Duration SHORT = Duration.ofMillis(300);
    /** As if 127.0.0.1 were the Internet, and nothing else. */
    static final AddressGuard ONE_ADDRESS =
            new AddressGuard(address -> address.equals(InetAddress.ofLiteral("127.0.0.1")), false);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final OutboundHttp http;
    private final Vertx vertx = Vertx.vertx();

    Caller(AddressGuard guard, NameService names, HttpClientOptions options) {
        http = new OutboundHttp(vertx, registry, guard, names, options);
    }

    static Caller open() {
        return new Caller(AddressGuard.OPEN, NameService.OF_SYSTEM, new HttpClientOptions());
    }

    static Caller guarded(AddressGuard guard, NameService names) {
        return new Caller(guard, names, new HttpClientOptions());
    }

    static InetAddress[] addresses(String... literals) {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.ofLiteral(literals[i]);
        }
        return addresses;
    }

    static OutboundRequest post(URI url, Duration timeout) {
        return new OutboundRequest(
                "POST",
                url,
                Map.of("X-Own", "yes", "Authorization", "Bearer x"),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                timeout);
    }

    OutboundAnswer post(URI url) throws OutboundException {
        return http.send(post(url, LONG));
    }

    /** Why a call has no answer. */
    Reason refusal(URI url, Duration timeout) {
        OutboundException failure = catchThrowableOfType(OutboundException.class, () -> http.send(post(url, timeout)));
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.getMessage()).isNotBlank().doesNotContain("Exception");
        return failure.reason();
    }

    @Override
    public void close() {
        http.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
