package io.virtualqueue.server.outbound;

import static io.virtualqueue.server.outbound.Caller.addresses;
import static io.virtualqueue.server.outbound.ScriptedReceiver.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TlsPair;
import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is connected to is what was checked. Here 127.0.0.1 stands for the Internet, and all else for the inside. */
class CheckedAddressTest {
    private static final String NAME = "receiver.example.com";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "10.0.0.1", "::1", "169.254.169.254"})
    void aNameThatLeadsInsideIsNotCalled(String inside) {
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""));
                var alone = Caller.guarded(Caller.ONE_ADDRESS, _ -> addresses(inside));
                var among = Caller.guarded(Caller.ONE_ADDRESS, _ -> addresses("127.0.0.1", inside))) {
            assertThat(alone.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.FORBIDDEN_ADDRESS);
            assertThat(among.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.FORBIDDEN_ADDRESS);
            assertThat(receiver.heads()).isEmpty();
        }
    }

    @Test
    void aNameIsLookedUpOnceAndKeptInTheRequest() throws OutboundException {
        AtomicInteger lookUps = new AtomicInteger();
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""));
                var caller = Caller.guarded(
                        Caller.ONE_ADDRESS,
                        _ -> addresses(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"))) {
            assertThat(caller.post(receiver.url(NAME, "/")).status()).isEqualTo(200);

            assertThat(lookUps).hasValue(1);
            assertThat(receiver.heads().getFirst())
                    .contains("\r\nhost: receiver.example.com:" + receiver.port() + "\r\n");
            assertThat(caller.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/",
                "http://[::1]:%d/",
                "http://localhost:%d/",
                "http://inside.example.com:%d/"
            })
    void aRedirectThatLeadsInsideIsNotFollowed(String inside) {
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
                    self.read(connection);
                    self.write(connection, response(307, "Location: " + inside.formatted(self.port()) + "\r\n", ""));
                });
                var caller = Caller.guarded(
                        Caller.ONE_ADDRESS, name -> addresses(name.equals(NAME) ? "127.0.0.1" : "127.0.0.2"))) {
            assertThat(caller.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.FORBIDDEN_ADDRESS);
            assertThat(receiver.heads()).hasSize(1);
        }
    }

    @Test
    void redirectsAreFollowedThreeTimesAndNoMore() throws OutboundException {
        String on = response(308, "Location: /on\r\n", "");
        try (var caller = Caller.guarded(Caller.ONE_ADDRESS, NameService.OF_SYSTEM)) {
            try (var receiver = ScriptedReceiver.answering(on, on, on, response(200, "", "there"))) {
                assertThat(caller.post(receiver.url()).status()).isEqualTo(200);
                assertThat(receiver.bodies()).hasSize(4).containsOnly("{\"a\":1}");
                assertThat(receiver.heads().getLast()).startsWith("post /on ");
            }
            try (var receiver = ScriptedReceiver.answering(on)) {
                assertThat(caller.refusal(receiver.url(), Caller.LONG)).isEqualTo(Reason.REDIRECT);
                assertThat(receiver.heads()).hasSize(4);
            }
            try (var receiver = ScriptedReceiver.answering(response(302, "Location: /on\r\n", ""))) {
                assertThat(caller.post(receiver.url()).status()).isEqualTo(302);
            }
        }
    }

    @Test
    void theNextAddressIsTriedWhenNoConnectionComesAbout() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(200, "", ""))) {
            try (var caller =
                    Caller.guarded(AddressGuard.OPEN, _ -> addresses("127.0.0.2", "127.0.0.3", "127.0.0.1"))) {
                assertThat(caller.post(receiver.url(NAME, "/")).status()).isEqualTo(200);
            }
            try (var caller = Caller.guarded(
                    AddressGuard.OPEN, _ -> addresses("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.1"))) {
                assertThat(caller.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.CONNECTION);
            }
            assertThat(receiver.heads()).hasSize(1);
        }
    }

    @Test
    void aRequestThatMayHaveArrivedIsNotSentToTheNextAddress() {
        try (var receiver = ScriptedReceiver.doing(ScriptedReceiver::read);
                var caller = Caller.guarded(AddressGuard.OPEN, _ -> addresses("127.0.0.1", "127.0.0.1"))) {
            assertThat(caller.refusal(receiver.url(NAME, "/"), Caller.LONG)).isEqualTo(Reason.CONNECTION);
            assertThat(receiver.heads()).hasSize(1);
        }
    }

    @Test
    void aNameThatIsUnknownOrNotLookedUpInTimeIsSaidSo() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (var caller = Caller.guarded(Caller.ONE_ADDRESS, name -> {
            if (name.startsWith("unknown")) {
                throw new UnknownHostException(name);
            }
            try {
                end.await();
            } catch (InterruptedException closed) {
                throw new UnknownHostException(name);
            }
            return addresses("127.0.0.1");
        })) {
            assertThat(caller.refusal(URI.create("http://unknown.example.com/"), Caller.LONG))
                    .isEqualTo(Reason.UNKNOWN_HOST);
            assertThat(caller.refusal(URI.create("http://slow.example.com/"), Caller.SHORT))
                    .isEqualTo(Reason.TIMEOUT);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aCertificateIsForTheNameAndTrustedOrThereIsNoCall() throws Exception {
        TlsPair pair = TlsPair.of("EC", RunningServer.newDirectory("tls"));
        Buffer certificate = Buffer.buffer(pair.certificatePem());
        List<String> names = new CopyOnWriteArrayList<>();
        Vertx vertx = Vertx.vertx();
        try (var trusting = new Caller(
                        AddressGuard.OPEN,
                        _ -> addresses("127.0.0.1"),
                        new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertValue(certificate)));
                var usual = Caller.guarded(AddressGuard.OPEN, _ -> addresses("127.0.0.1"))) {
            int port = secure(vertx, pair, names);

            assertThat(trusting.post(URI.create("https://localhost:" + port + "/"))
                            .status())
                    .isEqualTo(200);
            assertThat(names).containsExactly("localhost:" + port);
            assertThat(trusting.refusal(URI.create("https://other.example.com:" + port + "/"), Caller.LONG))
                    .isEqualTo(Reason.TLS);
            assertThat(usual.refusal(URI.create("https://localhost:" + port + "/"), Caller.LONG))
                    .isEqualTo(Reason.TLS);
            assertThat(names).hasSize(1);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static int secure(Vertx vertx, TlsPair pair, List<String> names) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(pair.certificatePem()))
                                .addKeyValue(Buffer.buffer(pair.keyPem()))))
                .requestHandler(request -> {
                    names.add(String.valueOf(request.authority()));
                    request.response().end();
                });
        return server.listen().toCompletionStage().toCompletableFuture().get().actualPort();
    }
}
