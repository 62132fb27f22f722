package io.virtualqueue.server.push.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.push.socketio.EnginePacket.MalformedPacketException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Examples are those of the protocols' specifications. */
class PacketsTest {

    @Test
    void aRequestMayHoldManyPackets() throws Exception {
        assertThat(EnginePacket.readAll("4hello\u001e2\u001e4world", 10))
                .containsExactly(EnginePacket.message("hello"), EnginePacket.PING, EnginePacket.message("world"));
    }

    @Test
    void aRequestHoldsNoMoreThanTheMost() throws Exception {
        String three = String.join("\u001e", Collections.nCopies(3, "2"));
        assertThat(EnginePacket.readAll(three, 3)).hasSize(3);
        assertThatThrownBy(() -> EnginePacket.readAll(three, 2)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void connectingMayCarryCredentials() throws Exception {
        SocketPacket packet = SocketPacket.read("0{\"token\":\"123\"}");
        assertThat(packet.type()).isEqualTo(SocketPacket.Type.CONNECT);
        assertThat(packet.namespace()).isEqualTo("/");
        assertThat(packet.data().path("token").asText()).isEqualTo("123");
    }

    @Test
    void anEventMayWantAnAnswerAndNameItsNamespace() throws Exception {
        SocketPacket plain = SocketPacket.read("2[\"foo\"]");
        assertThat(plain.acknowledgement()).isNull();
        SocketPacket packet = SocketPacket.read("2/admin,456[\"project:delete\",123]");
        assertThat(packet.namespace()).isEqualTo("/admin");
        assertThat(packet.acknowledgement()).isEqualTo(456);
        assertThat(packet.data().path(1).asInt()).isEqualTo(123);
        assertThat(SocketPacket.read("1/admin,").type()).isEqualTo(SocketPacket.Type.DISCONNECT);
    }

    @Test
    void binaryPacketsAndOtherThingsAreRefused() {
        for (String bad : List.of("", "x", "5", "51-[\"a\"]", "2[", "2[1]]", "2999999999999999999[]")) {
            assertThatThrownBy(() -> SocketPacket.read(bad)).isInstanceOf(MalformedPacketException.class);
        }
        for (String bad : List.of("", "7", "bAQID", "x")) {
            assertThatThrownBy(() -> EnginePacket.read(bad)).isInstanceOf(MalformedPacketException.class);
        }
    }

    @Property
    void nothingThatIsSentBreaksTheReaders(@ForAll @StringLength(max = 200) String anything) {
        try {
            EnginePacket.readAll(anything, 50);
        } catch (MalformedPacketException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        try {
            SocketPacket.read("2" + anything);
        } catch (MalformedPacketException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }
}
