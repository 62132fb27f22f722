package io.virtualqueue.server.push;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Says that a request is over once it has become a WebSocket. The framework waits for requests under way when it stops, and
 * never hears of the end of these: each stop would take its whole time-out and end with an error in the log.
 */
final class UpgradedRequests {
    /** There is no public way; without this one, stopping is slow and nothing else. */
    private static final @Nullable MethodHandle DONE = done();

    private UpgradedRequests() {}

    static void isDone(HttpServerRequest request) {
        if (DONE == null || request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) == null) {
            return;
        }
        try {
            DONE.invoke(QuarkusRequestWrapper.get(request));
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable impossible) {
            throw new IllegalStateException("It throws nothing", impossible);
        }
    }

    private static @Nullable MethodHandle done() {
        try {
            return MethodHandles.privateLookupIn(QuarkusRequestWrapper.class, MethodHandles.lookup())
                    .findVirtual(QuarkusRequestWrapper.class, "done", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException another) {
            return null;
        }
    }
}
