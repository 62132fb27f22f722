package io.virtualqueue.server.push.signalr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Examples are those of SignalR's specification. */
class HubProtocolTest {

    @Test
    void aHandshakeNamesTheProtocol() throws Exception {
        assertThat(HubProtocol.readHandshake("{\"protocol\":\"json\",\"version\":1}"))
                .isEqualTo(new HubMessage.Handshake("json", 1));
    }

    @Test
    void aCallHasATargetAndArguments() throws Exception {
        HubMessage call = HubProtocol.read(
                "{\"type\":1,\"invocationId\":\"123\",\"target\":\"JoinQueueGroup\",\"arguments\":[\"q\"]}");
        assertThat(call).isInstanceOfSatisfying(HubMessage.Invocation.class, invocation -> {
            assertThat(invocation.invocationId()).isEqualTo("123");
            assertThat(invocation.target()).isEqualTo("JoinQueueGroup");
            assertThat(invocation.arguments())
                    .singleElement()
                    .matches(argument -> argument.asText().equals("q"));
        });
    }

    @Test
    void aCallWithoutIdWantsNoAnswer() throws Exception {
        assertThat(HubProtocol.read("{\"type\":1,\"target\":\"Send\",\"arguments\":[42]}"))
                .isInstanceOfSatisfying(
                        HubMessage.Invocation.class,
                        invocation -> assertThat(invocation.invocationId()).isNull());
    }

    @Test
    void answersAreAsTheSpecificationHasThem() {
        assertThat(HubProtocol.completion("1")).isEqualTo("{\"type\":3,\"invocationId\":\"1\",\"result\":null}\u001e");
        assertThat(HubProtocol.failure("1", "It didn't work!"))
                .isEqualTo("{\"type\":3,\"invocationId\":\"1\",\"error\":\"It didn't work!\"}\u001e");
        assertThat(HubProtocol.close("Gone", true))
                .isEqualTo("{\"type\":7,\"error\":\"Gone\",\"allowReconnect\":true}\u001e");
        assertThat(HubProtocol.invocation("QueueUpdated", "{}"))
                .isEqualTo("{\"type\":1,\"target\":\"QueueUpdated\",\"arguments\":[{}]}\u001e");
    }

    @Test
    void whatIsNotUnderstoodIsPassedOver() throws Exception {
        for (int type : new int[] {2, 3, 5, 8, 9, 99, -1}) {
            assertThat(HubProtocol.read("{\"type\":" + type + "}")).isEqualTo(new HubMessage.Ignored());
        }
    }

    @Test
    void whatIsMalformedIsRefusedWithoutRepeatingIt() {
        for (String bad : new String[] {"", "x", "[]", "{}", "{\"type\":\"1\"}", "{\"type\":1}", "{\"type\":6}{}"}) {
            assertThatThrownBy(() -> HubProtocol.read(bad))
                    .isInstanceOf(HubProtocol.MalformedRecordException.class)
                    .hasMessageNotContaining("type\":");
        }
    }

    @Property
    void nothingThatIsSentBreaksTheReader(@ForAll @StringLength(max = 200) String anything) {
        try {
            HubProtocol.read(anything);
        } catch (HubProtocol.MalformedRecordException expected) {
            assertThat(expected.text()).isNotBlank();
        }
    }
}
