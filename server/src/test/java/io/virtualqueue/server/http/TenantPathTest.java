package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantPathTest {
    @Test
    void aPathWithoutTenantMeansTheOneOfTheCredential() {
        assertThat(TenantPath.withTenant("/v1/queues")).isEqualTo("/v1/tenants/~/queues");
        assertThat(TenantPath.withTenant("/v1/queues/7/sessions/9/position"))
                .isEqualTo("/v1/tenants/~/queues/7/sessions/9/position");
    }

    @Test
    void otherPathsStayAsTheyAre() {
        for (String path : List.of(
                "/v1/tenants",
                "/v1/tenants/7/queues",
                "/v1/auth/login",
                "/v1/public/queues/7/sessions",
                "/v1/",
                "/v1",
                "/openapi",
                "/")) {
            assertThat(TenantPath.withTenant(path)).as(path).isNull();
        }
    }
}
