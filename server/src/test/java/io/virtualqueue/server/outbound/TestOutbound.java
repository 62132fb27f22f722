package io.virtualqueue.server.outbound;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.util.concurrent.TimeUnit;

/** Calls to other systems for tests of other packages; those on this machine too. */
public final class TestOutbound implements AutoCloseable {
    private static final long CLOSES_WITHIN_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final OutboundHttp http = new OutboundHttp(
            vertx, new SimpleMeterRegistry(), AddressGuard.OPEN, NameService.OF_SYSTEM, new HttpClientOptions());

    public OutboundHttp http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
