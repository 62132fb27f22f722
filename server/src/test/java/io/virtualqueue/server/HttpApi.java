package io.virtualqueue.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A caller of the HTTP API, with or without a credential, as a client of any language sees it. */
public final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(40);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final List<String> headers;

    private HttpApi(String base, List<String> headers) {
        this.base = base;
        this.headers = List.copyOf(headers);
    }

    /**
     * What the server answered.
     *
     * @param body the JSON, or a missing node when there is none
     */
    public record Answer(int status, JsonNode body, HttpHeaders headers, String text) {
        public String code() {
            return body.path("code").asText();
        }

        /** The names of the bad fields that a problem lists. */
        public List<String> badFields() {
            List<String> names = new ArrayList<>();
            body.path("errors").forEach(error -> names.add(error.path("field").asText()));
            return names;
        }

        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    static HttpApi anonymous(String base) {
        return new HttpApi(base, List.of());
    }

    public HttpApi with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new HttpApi(base, more);
    }

    public HttpApi withKey(String apiKey) {
        return new HttpApi(base, List.of("X-API-Key", apiKey));
    }

    public HttpApi withBearer(String token) {
        return new HttpApi(base, List.of("Authorization", "Bearer " + token));
    }

    /** The first header, by which the caller is known, as it goes over the wire; empty for the anonymous. */
    public String credentialHeader() {
        return headers.isEmpty() ? "" : headers.get(0) + ": " + headers.get(1);
    }

    public HttpApi login(String email, String password) {
        Answer answer = post("/v1/auth/login", Map.of("email", email, "password", password));
        if (answer.status() != 200) {
            throw new AssertionError("no login: " + answer);
        }
        return withBearer(answer.body().path("accessToken").asText());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, json(body));
    }

    /** Posts nothing. */
    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, json(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a body as it is, well-formed or not. */
    public Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWERS_WITHIN);
        boolean typed = headers.stream().anyMatch(header -> header.equalsIgnoreCase("Content-Type"));
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpApi::body);
            return new Answer(response.statusCode(), tree(response), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of the answer; nothing of a stream of events, which would have no end. */
    private static BodySubscriber<String> body(HttpResponse.ResponseInfo answer) {
        boolean stream = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return stream ? new Unread() : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** Goes away once the answer has begun. */
    private static final class Unread implements BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedStage("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            // Nobody asked.
        }

        @Override
        public void onError(Throwable failure) {
            // Whatever becomes of the rest.
        }

        @Override
        public void onComplete() {
            // The stream has ended by itself.
        }
    }

    private static JsonNode tree(HttpResponse<String> response) throws JsonProcessingException {
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return json ? Objects.requireNonNull(JSON.readTree(response.body())) : MissingNode.getInstance();
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
