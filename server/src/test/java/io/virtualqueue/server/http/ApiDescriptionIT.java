package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the description of the API says of each operation. */
class ApiDescriptionIT {
    private static final JsonNode DESCRIPTION =
            RunningServer.shared().api().get("/openapi?format=json").body();
    private static final Set<String> FOR_ANYBODY = Set.of(
            "/v1/auth/login",
            "/v1/auth/refresh",
            "/v1/auth/mfa/email",
            "/v1/auth/accept-invitation",
            "/v1/auth/forgot-password",
            "/v1/auth/reset-password",
            "/v1/auth/oidc",
            "/v1/auth/oidc/{name}/start",
            "/v1/auth/oidc/exchange",
            "/.well-known/jwks.json",
            "/oauth/token",
            "/oauth/introspect",
            "/api/checkin",
            "/api/staff/login",
            "/queue_status",
            "/cancel",
            "/auth/login",
            "/auth/refresh");
    private static final String PUBLIC = "/v1/public/";
    private static final String HEARTBEAT = "/heartbeat";

    private record Described(String path, String method, JsonNode node) {
        boolean isWrite() {
            return !method.equals("get");
        }

        boolean isOfQueues() {
            return (path.contains("/queues") || path.contains("/sessions")) && !path.endsWith("/events");
        }

        Set<String> parameters() {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .map(parameter -> parameter.path("$ref").asText())
                    .filter(reference -> !reference.isEmpty())
                    .map(ApiDescriptionIT::nameOf)
                    .collect(Collectors.toSet());
        }

        List<JsonNode> goodAnswers() {
            return node.path("responses").properties().stream()
                    .filter(answer ->
                            answer.getKey().startsWith("2") || answer.getKey().startsWith("3"))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    private static String nameOf(String reference) {
        JsonNode meant = DESCRIPTION.at(reference.substring(1));
        assertThat(meant.path("schema")).as(reference).isNotEmpty();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static Stream<Described> operations() {
        return DESCRIPTION.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Described(path.getKey(), method.getKey(), method.getValue())));
    }

    @Test
    void everyOperationHasANameOfItsOwnASummaryAGoodAnswerAndAProblem() {
        assertThat(operations()).hasSizeGreaterThan(30).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("operationId").asText()).isNotBlank();
            assertThat(operation.goodAnswers()).isNotEmpty();
            JsonNode problem = operation.node().at("/responses/default");
            assertThat(problem.path("content").fieldNames()).toIterable().containsExactly("application/problem+json");
            assertThat(problem.path("headers").fieldNames()).toIterable().containsExactly("Retry-After");
        });
        assertThat(operations()
                        .map(operation -> operation.node().path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationThatNeedsACredentialSaysWhich() {
        assertThat(DESCRIPTION.path("security")).hasSize(2);
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode security = operation.node().path("security");
            boolean code = operation.path().equals("/v1/auth/mfa")
                    && operation.isWrite()
                    && !operation.method().equals("delete");
            if (code
                    || FOR_ANYBODY.contains(operation.path())
                    || operation.path().startsWith(PUBLIC)) {
                assertThat(security.isArray()).as(operation.path()).isTrue();
                assertThat(security).isEmpty();
            } else {
                assertThat(security.isMissingNode() || !security.isEmpty())
                        .as(operation.path())
                        .isTrue();
            }
        });
    }

    @Test
    void writesToQueuesTakeAnIdempotencyKeyAndTellTheirNumber() {
        assertThat(operations().filter(Described::isOfQueues).filter(Described::isWrite))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    boolean repeatable = operation.path().endsWith(HEARTBEAT);
                    assertThat(operation.parameters().contains("Idempotency-Key"))
                            .as(operation.path())
                            .isNotEqualTo(repeatable);
                    assertThat(operation.goodAnswers())
                            .allSatisfy(
                                    answer -> assertThat(answer.path("headers").fieldNames())
                                            .toIterable()
                                            .contains("VQ-Seq"));
                });
    }

    @Test
    void makingTenantsPeopleAndApplicationsTakesAnIdempotencyKey() {
        assertThat(operations()
                        .filter(operation -> operation.method().equals("post")
                                && (operation.path().endsWith("/tenants")
                                        || operation.path().endsWith("/users")
                                        || operation.path().endsWith("/applications"))))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(operation.parameters()).contains("Idempotency-Key");
                    assertThat(operation.goodAnswers())
                            .allSatisfy(
                                    answer -> assertThat(answer.path("headers").fieldNames())
                                            .toIterable()
                                            .contains("Idempotent-Replayed"));
                });
    }

    @Test
    void readersOfAQueueOrSessionMaySayWhatTheyHaveSeenAndEveryoneTheirLanguage() {
        assertThat(operations().filter(Described::isOfQueues)).allSatisfy(operation -> {
            assertThat(operation.parameters()).contains("Accept-Language");
            boolean readsOne = !operation.isWrite()
                    && (operation.path().contains("{queueId}")
                            || operation.path().contains("{sessionId}"));
            assertThat(operation.parameters().contains("VQ-Min-Seq"))
                    .as(operation.path())
                    .isEqualTo(readsOne);
        });
    }
}
