package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events until either side ends it, and keeps all of it. */
final class EventReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Stream<String> lines;
    private final List<Heard> heard = new ArrayList<>();

    /**
     * One event.
     *
     * @param name its kind
     */
    record Heard(String name, JsonNode data) {}

    private EventReader(Stream<String> lines) {
        this.lines = lines;
        Thread.startVirtualThread(this::read);
    }

    /**
     * Begins to listen.
     *
     * @param token an API key, or the session's own
     * @param after the number of the last event that is known, or null
     */
    static EventReader open(String origin, String path, String token, @Nullable Long after) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path + "?access_token=" + token));
        if (after != null) {
            request.header("Last-Event-ID", after.toString());
        }
        try {
            HttpResponse<Stream<String>> answer = CLIENT.send(request.build(), BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.statusCode());
            }
            return new EventReader(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        String name = "";
        try {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    note(new Heard(name, JSON.readTree(line.substring("data: ".length()))));
                }
            }
        } catch (UncheckedIOException | JsonProcessingException closed) {
            // What came until then is kept.
        }
    }

    private synchronized void note(Heard event) {
        heard.add(event);
        notifyAll();
    }

    /** What came so far. */
    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Waits until such an event has come, and returns all that came so far. */
    synchronized List<Heard> await(Predicate<Heard> wanted) {
        long start = System.nanoTime();
        try {
            while (heard.stream().noneMatch(wanted)) {
                long left = PATIENCE.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    throw new AssertionError("it has not come: " + heard);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return heard();
    }

    @Override
    public void close() {
        lines.close();
    }
}
