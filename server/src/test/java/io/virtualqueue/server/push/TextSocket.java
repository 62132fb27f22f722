package io.virtualqueue.server.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK that gathers the texts it gets. */
final class TextSocket implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /** Opens it; fails with the server's refusal. */
    static TextSocket open(String origin, String pathAndQuery) {
        TextSocket listener = new TextSocket();
        listener.socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create(origin.replaceFirst("http", "ws") + pathAndQuery), listener)
                .join();
        return listener;
    }

    TextSocket send(String text) {
        own().sendText(text, true).join();
        return this;
    }

    /** The next text that is JSON like this; what comes before it is passed over. */
    JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException, JsonProcessingException {
        return upTo(wanted).getLast();
    }

    /** All texts up to the next that is JSON like this. */
    List<JsonNode> upTo(Predicate<JsonNode> wanted) throws InterruptedException, JsonProcessingException {
        List<JsonNode> all = new ArrayList<>();
        do {
            String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing more came after " + all);
            }
            all.add(JSON.readTree(text));
        } while (!wanted.test(all.getLast()));
        return all;
    }

    JsonNode next(String type) throws InterruptedException, JsonProcessingException {
        return next(json -> json.path("type").asText().equals(type));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        own().abort();
    }

    private WebSocket own() {
        return java.util.Objects.requireNonNull(socket);
    }
}
