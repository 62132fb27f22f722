package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant of its own whose admin manages webhooks. */
abstract class WebhookScene {
    static final String PATH = "/v1/webhooks";
    static final String URL = "https://your-app.invalid/webhooks/queue-events";
    static final List<String> EVENTS = List.of("queue.created", "user.joined");

    final TestTenant tenant = TestTenant.on(RunningServer.shared());
    final HttpApi admin = tenant.person("admin");

    Answer made(Map<String, Object> more) {
        Answer made = admin.post(PATH, body(more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    static Map<String, Object> body(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Webhook", "url", URL, "events", EVENTS));
        body.putAll(more);
        return body;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static String path(Answer made) {
        return PATH + "/" + text(made, "id");
    }

    static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
