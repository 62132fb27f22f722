package io.virtualqueue.server.push.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlainRequestTest {

    @Test
    void bothWaysToSubscribeAreUnderstood() {
        assertThat(PlainRequest.read("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"q\"}}"))
                .isEqualTo(new PlainRequest.Join(null, "q"));
        assertThat(PlainRequest.read("{\"type\":\"subscribe\",\"tenantId\":\"t\",\"queueId\":\"q\"}"))
                .isEqualTo(new PlainRequest.Join("t", "q"));
        assertThat(PlainRequest.read("{\"type\":\"LeaveQueueGroup\",\"data\":{\"queueId\":\"q\"}}"))
                .isEqualTo(new PlainRequest.Leave(null, "q"));
    }

    @Property
    void anythingElseIsAnswered(@ForAll @StringLength(max = 200) String anything) {
        assertThat(PlainRequest.read(anything)).isInstanceOf(PlainRequest.Unknown.class);
    }
}
