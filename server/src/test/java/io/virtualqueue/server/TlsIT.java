package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with a certificate of its own. */
class TlsIT {
    private static final Duration TAKEN_UP_WITHIN = Duration.ofSeconds(30);
    private static final Path DIRECTORY = RunningServer.newDirectory("tls");
    private static final Path CERTIFICATE = DIRECTORY.resolve("cert.pem");
    private static final Path KEY = DIRECTORY.resolve("key.pem");
    private static final TlsPair FIRST = TlsPair.of("EC", DIRECTORY);
    private static final TlsPair SECOND = TlsPair.of("RSA", DIRECTORY);
    private static final int PORT = freePort();

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @BeforeAll
    static void start() {
        FIRST.write(CERTIFICATE, KEY);
        server = RunningServer.start(
                List.of("--no-demo", "--data", DIRECTORY.resolve("data").toString()),
                Map.of(
                        "VQ_TLS_CERT", CERTIFICATE.toString(),
                        "VQ_TLS_KEY", KEY.toString(),
                        "VQ_TLS_PORT", Integer.toString(PORT)));
        // It answers unencrypted requests, by sending them elsewhere, a moment before it answers there.
        awaitIt().until(() -> server.log().contains("serves at https"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void itServesEncryptedAndSaysSo() throws Exception {
        HttpResponse<String> answer = get("https://127.0.0.1:" + PORT + "/q/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000; includeSubDomains");
        assertThat(server.log()).contains("VirtualQueue serves at https://127.0.0.1:" + PORT);
    }

    @Test
    void nothingIsServedUnencrypted() throws Exception {
        HttpResponse<String> answer = get(server.origin() + "/q/health/ready");

        assertThat(answer.statusCode()).isBetween(300, 399);
        assertThat(answer.headers().firstValue("Location")).contains("https://127.0.0.1:" + PORT + "/q/health/ready");
    }

    @Test
    void olderProtocolsAreRefused() throws Exception {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
        try (SSLSocket socket = connect()) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void newFilesAreTakenUpWithoutARestart() throws Exception {
        assertThat(presented()).isIn(FIRST.certificate(), SECOND.certificate());

        SECOND.write(CERTIFICATE, KEY);
        awaitIt().until(() -> presented().equals(SECOND.certificate()));

        TlsPair.replace(CERTIFICATE, "nonsense");
        awaitIt().until(() -> server.log().contains("stays in use"));
        assertThat(presented()).isEqualTo(SECOND.certificate());

        FIRST.write(CERTIFICATE, KEY);
        awaitIt().until(() -> presented().equals(FIRST.certificate()));
    }

    /** A connection that comes in the moment of the exchange is refused by the framework, and clients try again. */
    private static ConditionFactory awaitIt() {
        return await().atMost(TAKEN_UP_WITHIN).ignoreExceptionsInstanceOf(IOException.class);
    }

    private static X509Certificate presented() throws Exception {
        try (SSLSocket socket = connect()) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect() throws Exception {
        return (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), PORT);
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting())
                .build()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("first", FIRST.certificate());
        known.setCertificateEntry("second", SECOND.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
