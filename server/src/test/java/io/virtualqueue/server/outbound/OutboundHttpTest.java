package io.virtualqueue.server.outbound;

import static io.virtualqueue.server.outbound.ScriptedReceiver.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls over real sockets, to systems that behave well and badly. */
class OutboundHttpTest {
    private final Caller caller = Caller.open();

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void theRequestArrivesAndTheAnswerComesBack() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(201, "X-Made: 7\r\n", "fine"))) {
            OutboundAnswer answer = caller.post(receiver.url("127.0.0.1", "/hook?a=b%20c"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.isSuccess()).isTrue();
            assertThat(answer.headers()).containsEntry("x-made", "7");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("fine");
            assertThat(answer.took()).isPositive();
            assertThat(receiver.heads().getFirst())
                    .startsWith("post /hook?a=b%20c http/1.1\r\n")
                    .contains("\r\nhost: 127.0.0.1:" + receiver.port() + "\r\n")
                    .contains("\r\nx-own: yes\r\n")
                    .contains("\r\ncontent-length: 7\r\n")
                    .contains("\r\nuser-agent: virtualqueue\r\n");
            assertThat(receiver.bodies()).containsExactly("{\"a\":1}");
        }
    }

    @Test
    void headersThatTheClientSetsAreNotTheCallers() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""))) {
            Map<String, String> headers = Map.of("Host", "evil", "Content-Length", "99", "User-Agent", "Own/1");

            caller.http.send(new OutboundRequest("GET", receiver.url(), headers, new byte[0], Caller.LONG));

            assertThat(receiver.heads().getFirst())
                    .contains("\r\nhost: 127.0.0.1:")
                    .contains("\r\nuser-agent: own/1\r\n")
                    .doesNotContain("evil", "99\r\n");
        }
    }

    @Test
    void aHeaderThatWouldBreakTheRequestIsNotSent() {
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""))) {
            var request = new OutboundRequest(
                    "GET", receiver.url(), Map.of("X-Own", "a\r\nX-Forged: b"), new byte[0], Caller.LONG);

            assertThatThrownBy(() -> caller.http.send(request))
                    .isInstanceOfSatisfying(
                            OutboundException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL));
            assertThat(receiver.heads()).isEmpty();
        }
    }

    @Test
    void anErrorIsAnAnswerToo() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(503, "Retry-After: 7\r\n", "busy"))) {
            OutboundAnswer answer = caller.post(receiver.url());

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.headers()).containsEntry("retry-after", "7");
        }
    }

    @Test
    void aSilentReceiverIsGivenUp() {
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.hang();
        })) {
            assertThat(caller.refusal(receiver.url(), Caller.SHORT)).isEqualTo(Reason.TIMEOUT);
            assertThat(receiver.heads()).hasSize(1);
        }
    }

    @Test
    void theTimeIsForTheWholeAnswer() {
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            self.hang();
        })) {
            assertThat(caller.refusal(receiver.url(), Caller.SHORT)).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void ofAnEndlessAnswerOnlyTheBeginningIsRead() throws OutboundException {
        AtomicBoolean hungUp = new AtomicBoolean();
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            try {
                while (true) {
                    self.write(connection, "3e8\r\n" + "x".repeat(1_000) + "\r\n");
                }
            } catch (IOException gone) {
                hungUp.set(true);
            }
        })) {
            OutboundAnswer answer = caller.post(receiver.url());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(OutboundHttp.MAX_ANSWER_BYTES);
            await().untilTrue(hungUp);
        }
    }

    @Test
    void anAnswerOfExactlyTheLimitIsWhole() throws OutboundException {
        String body = "y".repeat(OutboundHttp.MAX_ANSWER_BYTES);
        try (var receiver = ScriptedReceiver.answering(response(200, "", body))) {
            assertThat(new String(caller.post(receiver.url()).body(), StandardCharsets.UTF_8))
                    .isEqualTo(body);
        }
    }

    @Test
    void whatIsNoHttpIsNoAnswer() {
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.write(connection, "220 mail.example.com ESMTP\r\n\r\n");
            self.hang();
        })) {
            assertThat(caller.refusal(receiver.url(), Caller.LONG)).isEqualTo(Reason.PROTOCOL);
        }
    }

    @Test
    void headersWithoutEndAreNoAnswer() {
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.write(connection, "HTTP/1.1 200 OK\r\n");
            while (true) {
                self.write(connection, "X-More: " + "z".repeat(1_000) + "\r\n");
            }
        })) {
            assertThat(caller.refusal(receiver.url(), Caller.LONG)).isEqualTo(Reason.PROTOCOL);
        }
    }

    @Test
    void aReceiverThatHangsUpGivesNoAnswer() {
        try (var receiver = ScriptedReceiver.doing(ScriptedReceiver::read)) {
            assertThat(caller.refusal(receiver.url(), Caller.LONG)).isEqualTo(Reason.CONNECTION);
        }
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            self.read(connection);
            self.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        })) {
            assertThat(caller.refusal(receiver.url(), Caller.LONG)).isEqualTo(Reason.CONNECTION);
        }
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(caller.refusal(URI.create("http://127.0.0.1:" + port + "/"), Caller.LONG))
                .isEqualTo(Reason.CONNECTION);
    }

    @Test
    void callsAreCountedByKindMethodAndOutcomeAndNeverByUrl() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""), response(404, "", ""))) {
            caller.post(receiver.url("127.0.0.1", "/secret"));
            caller.post(receiver.url("127.0.0.1", "/secret"));
        }
        caller.refusal(URI.create("http://[::1" + "]:1/secret"), Caller.LONG);

        assertThat(count("2xx")).isEqualTo(1);
        assertThat(count("4xx")).isEqualTo(1);
        assertThat(count("connection")).isEqualTo(1);
        assertThat(caller.registry
                        .get("api.call.duration")
                        .tag("outcome", "2xx")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(caller.registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("secret", "127.0.0.1"));
    }

    private double count(String outcome) {
        return caller.registry
                .get("api.calls")
                .tags("service", "direct", "method", "POST", "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void thereAreOnlySoManyKindsOfCalls() {
        for (int i = 0; i < OutboundHttp.MAX_SERVICES; i++) {
            caller.http.service("kind " + i, BreakerPolicy.DEFAULT);
        }

        assertThat(caller.http.service("kind 0", BreakerPolicy.DEFAULT)).isNotNull();
        assertThatThrownBy(() -> caller.http.service("one more", BreakerPolicy.DEFAULT))
                .isInstanceOf(IllegalStateException.class);
    }
}
