package io.virtualqueue.server.baseline;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.DirectRoute;
import io.virtualqueue.server.http.Fields;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a request costs when nothing is looked up and nothing stored: the same server, the same checks before, answers of
 * the same size. Only there with {@code VQ_BASELINE=true}; unknown paths otherwise.
 */
@Singleton
public final class Baseline {
    static final String READ = "/v1/baseline";
    static final String PUBLIC_WRITE = "/v1/public/baseline";

    private static final byte[] POSITION = """
            {"sessionId":"00000000-0000-7000-8000-000000000000","status":"waiting","position":123456,\
            "aheadOfYou":123455,"estimatedWaitSeconds":1234,"estimatedWaitSecondsP90":2345,\
            "estimatedWaitTime":"21 minutes"}""".getBytes(StandardCharsets.UTF_8);

    private static final byte[] PLACE = """
            {"sessionId":"00000000-0000-7000-8000-000000000000","queueId":"00000000-0000-7000-8000-000000000000",\
            "userId":"00000000-0000-7000-8000-000000000000","status":"waiting","priority":"normal","position":123456,\
            "aheadOfYou":123455,"estimatedWaitSeconds":1234,"estimatedWaitSecondsP90":2345,\
            "estimatedWaitTime":"21 minutes","joinedAt":"2026-01-01T00:00:00.000000Z","seq":123456,"sessionToken":\
            "vqs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""".getBytes(StandardCharsets.UTF_8);

    private final DirectRoute route;
    private final boolean wanted;

    @Inject
    public Baseline(DirectRoute route, @ConfigProperty(name = "VQ_BASELINE", defaultValue = "false") boolean wanted) {
        this.route = route;
        this.wanted = wanted;
    }

    void install(@Observes Filters filters) {
        if (wanted) {
            filters.register(this::handle, DirectRoute.ORDER);
        }
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (request.method().equals(HttpMethod.GET) && path.equals(READ)) {
            DirectRoute.nameRoute(context, READ);
            DirectRoute.answer(context, 200, POSITION);
        } else if (request.method().equals(HttpMethod.POST) && (path.equals(READ) || path.equals(PUBLIC_WRITE))) {
            DirectRoute.nameRoute(context, path);
            route.readBody(context, body -> {
                Fields.parse(body).check();
                DirectRoute.answer(context, 201, PLACE);
            });
        } else {
            context.next();
        }
    }
}
