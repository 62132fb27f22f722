package io.virtualqueue.bench.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Single calls of the API, for setting things up; never part of what is measured. */
public final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final String header;
    private final String value;

    private HttpApi(String origin, String header, String value) {
        this.origin = origin;
        this.header = header;
        this.value = value;
    }

    /** Calls that carry this header. */
    public static HttpApi on(int port, String header, String value) {
        return new HttpApi("http://127.0.0.1:" + port, header, value);
    }

    /** Calls without a credential. */
    public static HttpApi anonymous(int port) {
        return on(port, "Accept", "application/json");
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), 200);
    }

    /** The status of a GET. */
    public int status(String path) throws IOException, InterruptedException {
        return exchange("GET", path, BodyPublishers.noBody()).statusCode();
    }

    public JsonNode post(String path, Map<String, Object> body, int expectedStatus)
            throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json(body)), expectedStatus);
    }

    public JsonNode patch(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send("PATCH", path, BodyPublishers.ofString(json(body)), 200);
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, int expectedStatus)
            throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(method, path, body);
        if (response.statusCode() != expectedStatus) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + " " + response.body());
        }
        JsonNode answer = JSON.readTree(response.body());
        return answer == null ? MissingNode.getInstance() : answer;
    }

    private HttpResponse<String> exchange(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(ANSWERS_WITHIN)
                .header("Content-Type", "application/json")
                .header(header, value)
                .method(method, body)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static String json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
