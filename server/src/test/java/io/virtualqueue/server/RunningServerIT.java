package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningServerIT {

    @Test
    void aStartedServerSaysThatItIsReady() {
        assertThat(RunningServer.shared().api().get("/q/health/ready").status()).isEqualTo(200);
    }
}
