package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.HttpApi.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoIT {
    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static String welcome(RunningServer server) {
        await().until(() -> server.log().contains("super admin"));
        return server.log();
    }

    @Test
    void theFirstStartMakesADemoAndThePasswordThatNobodySetAndTellsThemOnce() {
        Path data = RunningServer.newDirectory("demo");
        List<String> arguments = List.of("--demo", "--data", data.toString());
        Map<String, String> unset = Map.of("VQ_ADMIN_PASSWORD", "");
        String key;
        String password;
        try (RunningServer first = RunningServer.start(arguments, unset)) {
            String welcome = welcome(first);
            password = found(welcome, "admin@example.com, password (\\S+)");
            key = found(welcome, "(vq_live_[\\w-]+)");
            Answer queues = first.api().withKey(key).get("/v1/queues");
            assertThat(queues.body().path("queues").findValuesAsText("kind"))
                    .containsExactly("waiting_room", "service_desk");
            String room = found(welcome, "curl -X POST \\S+/v1/public/queues/([\\w-]+)/sessions");
            assertThat(queues.body().path("queues").path(0).path("id").asText()).isEqualTo(room);
            HttpApi person = first.api().login("demo@demo.local", found(welcome, "demo@demo.local, password (\\S+)"));
            assertThat(person.patch("/v1/queues/" + room, Map.of("name", "Mine"))
                            .status())
                    .isEqualTo(200);
        }
        try (RunningServer second = RunningServer.start(arguments, unset)) {
            assertThat(welcome(second)).doesNotContain("vq_live_", "password");
            assertThat(second.api()
                            .withKey(key)
                            .get("/v1/queues")
                            .body()
                            .path("queues")
                            .findValuesAsText("name"))
                    .contains("Mine", "Demo service desk");
            assertThat(second.api()
                            .login("admin@example.com", password)
                            .get("/v1/tenants")
                            .status())
                    .isEqualTo(200);
        }
    }
}
