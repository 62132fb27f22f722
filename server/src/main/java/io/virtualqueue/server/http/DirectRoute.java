package io.virtualqueue.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Reading and answering for the few routes that go past the resources' framework because they are asked so often. What
 * is not {@linkplain #isPlain plain} is left to the resources.
 */
@Singleton
public final class DirectRoute {
    /** Filters that answer such routes run after authentication and before the framework. */
    public static final int ORDER = 1_000;

    private static final CharSequence JSON = AsciiString.cached("application/json;charset=UTF-8");
    private static final String ANY_TYPE = "*/*";
    private static final Set<String> JSON_TYPES =
            Set.of("application/json", "application/json;charset=utf-8", "application/json; charset=utf-8");

    private final ProblemTranslation translation;

    @Inject
    public DirectRoute(ProblemTranslation translation) {
        this.translation = translation;
    }

    /** Whether the request has nothing about it but path, method and headers that need no negotiation. */
    public static boolean isPlain(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaderNames.ACCEPT);
        return request.query() == null
                && (accept == null || accept.equals(ANY_TYPE) || JSON_TYPES.contains(accept))
                && request.path().indexOf('%') < 0
                && request.path().indexOf(';') < 0;
    }

    /** Whether the request brings a JSON body of known length. */
    public static boolean hasPlainBody(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                && JSON_TYPES.contains(type)
                && request.getHeader(HttpHeaderNames.CONTENT_LENGTH) != null
                && request.getHeader(HttpHeaderNames.EXPECT) == null;
    }

    /** Calls back with the whole body, on the event loop; never when the caller goes away meanwhile. */
    public void readBody(RoutingContext context, Consumer<byte[]> then) {
        Buffer known = context.body().buffer();
        if (known != null) {
            use(context, known, then);
            return;
        }
        HttpServerRequest request = context.request();
        request.bodyHandler(body -> use(context, body, then));
        request.resume();
    }

    private void use(RoutingContext context, Buffer body, Consumer<byte[]> then) {
        try {
            then.accept(body.getBytes());
        } catch (RuntimeException failure) {
            fail(context, failure);
        }
    }

    /** Names the route in the metrics, as the framework would: by its template, not by the ids in it. */
    public static void nameRoute(RoutingContext context, String template) {
        HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(template);
        }
    }

    /** Answers with an object. Headers that go with it are set before. */
    public void answer(RoutingContext context, int status, ObjectWriter writer, Object object) {
        try {
            answer(context, status, writer.writeValueAsBytes(object));
        } catch (JsonProcessingException fault) {
            fail(context, fault);
        }
    }

    /** Answers with JSON that is written already. */
    public static void answer(RoutingContext context, int status, byte[] json) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, JSON)
                .end(Buffer.buffer(json));
    }

    /** Answers with the problem that the failure means. */
    public void fail(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ProblemException problem = cause instanceof ProblemException known ? known : translation.of(cause);
        if (problem == null) {
            context.fail(cause);
        } else {
            RouterProblems.write(context, problem);
        }
    }
}
