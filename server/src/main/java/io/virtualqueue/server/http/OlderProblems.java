package io.virtualqueue.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Tells the problems of resources below {@linkplain OlderPath older paths} as their clients know them. */
@Singleton
public final class OlderProblems {
    private static final ObjectReader READER = new ObjectMapper().readerFor(Problem.class);
    private static final Annotation[] NONE = {};

    @Inject
    public OlderProblems() {}

    @ServerResponseFilter
    public void tell(ContainerResponseContext response, RoutingContext context) {
        OlderPath older = OlderPath.of(context);
        if (older != null && isProblem(response.getMediaType()) && response.getEntity() instanceof byte[] json) {
            ProblemForm.Told told = older.problems().told(problem(json));
            response.setStatus(told.status());
            response.setEntity(told.body(), NONE, MediaType.valueOf(told.mediaType()));
        }
    }

    private static boolean isProblem(@Nullable MediaType type) {
        return type != null && Problem.MEDIA_TYPE.equals(type.getType() + "/" + type.getSubtype());
    }

    private static Problem problem(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
