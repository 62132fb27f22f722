package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.function.Consumer;

/** Reads a body before the routes do, which find it there. */
public final class WholeBody {
    private WholeBody() {}

    /**
     * Calls back with the body, on the event loop; answers 413 instead when it is larger than {@link
     * Gate#MAX_BODY_BYTES}. Never calls when the caller goes away meanwhile.
     */
    public static void read(RoutingContext context, Consumer<byte[]> then) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() <= Gate.MAX_BODY_BYTES) {
                body.appendBuffer(part);
            } else if (!context.response().ended()) {
                context.response().headers().set(HttpHeaderNames.CONNECTION, "close");
                RouterProblems.answer(context, ProblemException.tooLarge());
            }
        });
        request.endHandler(_ -> {
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                then.accept(body.getBytes());
            }
        });
        request.resume();
    }
}
