package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.StartupException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
    @TempDir
    static Path pairs;

    @TempDir
    Path directory;

    private static final Map<String, TlsPair> PAIRS = new HashMap<>();

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void name() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
    }

    @Test
    void withoutFilesThereIsNoEncryption() {
        assertThat(TlsFiles.read(Map.of())).isEmpty();
        assertThat(TlsFiles.read(Map.of("VQ_TLS_CERT", "", "VQ_TLS_KEY", " "))).isEmpty();
    }

    @Test
    void thePortHasADefault() {
        assertThat(files().port()).isEqualTo(8443);
        assertThat(TlsFiles.read(Map.of("VQ_TLS_CERT", "c", "VQ_TLS_KEY", "k", "VQ_TLS_PORT", "443")))
                .hasValueSatisfying(files -> assertThat(files.port()).isEqualTo(443));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfTheUsualKindsAreTaken(String algorithm) {
        pair(algorithm).write(certificate, key);
        assertThatCode(files()::check).doesNotThrowAnyException();
    }

    @Test
    void oneFileIsNotEnough() {
        assertRefused(() -> TlsFiles.read(Map.of("VQ_TLS_CERT", "cert.pem")), "VQ_TLS_KEY");
        assertRefused(() -> TlsFiles.read(Map.of("VQ_TLS_KEY", "key.pem")), "VQ_TLS_CERT");
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        assertRefused(files()::check, certificate.toString());
        TlsPair.replace(certificate, pair("EC").certificatePem());
        assertRefused(files()::check, key.toString());
    }

    @Test
    void filesWithSomethingElseInThemAreNamed() {
        TlsPair pair = pair("EC");
        TlsPair.replace(certificate, "nonsense");
        assertRefused(files()::check, certificate.toString());
        TlsPair.replace(certificate, pair.certificatePem());
        TlsPair.replace(key, pair.certificatePem());
        assertRefused(files()::check, key.toString());
        TlsPair.replace(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(files()::check, key.toString());
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        TlsPair.replace(certificate, pair("EC").certificatePem());
        TlsPair.replace(key, TlsPair.of("EC", pairs).keyPem());
        assertRefused(files()::check, "is not the key of the certificate");
        TlsPair.replace(key, pair("RSA").keyPem());
        assertRefused(files()::check, "no key of the certificate's kind");
    }

    private static TlsPair pair(String algorithm) {
        return PAIRS.computeIfAbsent(algorithm, kind -> TlsPair.of(kind, pairs));
    }

    private TlsFiles files() {
        return TlsFiles.read(Map.of("VQ_TLS_CERT", certificate.toString(), "VQ_TLS_KEY", key.toString()))
                .orElseThrow();
    }

    private static void assertRefused(ThrowingCallable work, String part) {
        assertThatThrownBy(work)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }
}
