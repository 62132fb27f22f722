package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPathTest {
    @Test
    void namesWhatIsAsked() {
        assertThat(SessionPath.parse("/v1/sessions/s/position")).isEqualTo(new SessionPath.Position("~", null, "s"));
        assertThat(SessionPath.parse("/v1/tenants/t/sessions/s/position"))
                .isEqualTo(new SessionPath.Position("t", null, "s"));
        assertThat(SessionPath.parse("/v1/queues/q/sessions/s/position"))
                .isEqualTo(new SessionPath.Position("~", "q", "s"));
        assertThat(SessionPath.parse("/v1/tenants/t/queues/q/sessions/s/position"))
                .isEqualTo(new SessionPath.Position("t", "q", "s"));
        assertThat(SessionPath.parse("/v1/queues/q/sessions")).isEqualTo(new SessionPath.Join("~", "q"));
        assertThat(SessionPath.parse("/v1/tenants/t/queues/q/sessions")).isEqualTo(new SessionPath.Join("t", "q"));
        assertThat(SessionPath.parse("/v1/public/queues/q/sessions")).isEqualTo(new SessionPath.PublicJoin("q"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/",
                "/v1/sessions",
                "/v1/position",
                "/v1//position",
                "/v1/sessions/position",
                "/v1/sessions/s/position/",
                "/v1/sessions/s/t/position",
                "/v1/tenants/sessions",
                "/v1/tenants/t/sessions",
                "/v1/tenants/t/position",
                "/v1/tenants/t/u/queues/q/sessions",
                "/v1/public/sessions",
                "/v1/public/queues/q/sessions/s/position",
                "/v1/queues/q/sessions/s/other/position",
                "/v1/queues/q/other/sessions",
                "/v2/queues/q/sessions"
            })
    void leavesAllElseToTheResources(String path) {
        assertThat(SessionPath.parse(path)).isNull();
    }
}
