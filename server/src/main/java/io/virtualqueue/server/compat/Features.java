package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.ProblemTranslation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the features' own routes, with what they answer as JSON: older paths give it other names. To be used on threads
 * that may wait.
 */
@Singleton
final class Features {
    private final ObjectMapper mapper;
    private final ProblemTranslation translation;

    @Inject
    Features(ObjectMapper mapper, ProblemTranslation translation) {
        this.mapper = mapper;
        this.translation = translation;
    }

    /**
     * The answer of a route, once it is there.
     *
     * @throws ProblemException what the route answers when it refuses
     */
    FeatureAnswer answer(Supplier<CompletionStage<Response>> call) {
        return answerOf(await(call));
    }

    /** What a route answered. */
    FeatureAnswer answerOf(Response response) {
        return new FeatureAnswer(response.getStatus(), tree(response.getEntity()), response.getHeaders());
    }

    /** What a route gives, once it is there, as {@link #answer}. */
    <T> T await(Supplier<CompletionStage<T>> call) {
        try {
            return call.get().toCompletableFuture().join();
        } catch (RuntimeException failure) {
            throw translated(failure);
        }
    }

    /** The same, where what is unknown has a code of its own. */
    <T> T await(String codeOfUnknown, Supplier<CompletionStage<T>> call) {
        try {
            return await(call);
        } catch (ProblemException problem) {
            throw problem.problem().status() == Response.Status.NOT_FOUND.getStatusCode()
                    ? ProblemException.notFound(codeOfUnknown, "There is nobody of this id.")
                    : problem;
        }
    }

    /** As clients would read it; a missing node for nothing. */
    JsonNode tree(@Nullable Object answer) {
        return answer == null ? MissingNode.getInstance() : mapper.valueToTree(answer);
    }

    private RuntimeException translated(RuntimeException failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ProblemException known = cause instanceof ProblemException problem ? problem : translation.of(cause);
        if (known != null) {
            return known;
        }
        return cause instanceof RuntimeException unexpected ? unexpected : failure;
    }
}
