package io.virtualqueue.server;

import io.virtualqueue.server.db.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server encrypts with: {@code VQ_TLS_CERT}, {@code VQ_TLS_KEY} and {@code VQ_TLS_PORT}.
 *
 * @param certificate PEM, the server's first and then those that vouch for it
 * @param key PEM, PKCS #8, without a passphrase
 * @param port 0 to 65535, 0 for any free one
 */
record TlsFiles(Path certificate, Path key, int port) {
    /** What the framework calls the server's configuration. */
    static final String NAME = "server";

    private static final String DEFAULT_PORT = "8443";
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] ANYTHING = {1, 2, 3, 4};

    /**
     * Reads the variables; empty when there are none.
     *
     * @throws StartupException when one of the two files is missing or the port cannot be
     */
    static Optional<TlsFiles> read(Map<String, String> environment) {
        String certificate = environment.getOrDefault("VQ_TLS_CERT", "");
        String key = environment.getOrDefault("VQ_TLS_KEY", "");
        if (certificate.isBlank() && key.isBlank()) {
            return Optional.empty();
        }
        if (certificate.isBlank() || key.isBlank()) {
            throw new StartupException("VQ_TLS_CERT and VQ_TLS_KEY go together; one of them is missing.");
        }
        return Optional.of(new TlsFiles(
                path("VQ_TLS_CERT", certificate),
                path("VQ_TLS_KEY", key),
                ServeOptions.port(environment.getOrDefault("VQ_TLS_PORT", DEFAULT_PORT))));
    }

    private static Path path(String variable, String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException impossible) {
            throw new StartupException(variable + " cannot be called " + text + ".", impossible);
        }
    }

    /**
     * Finds out whether the two files are what they should be and belong together.
     *
     * @throws StartupException saying which is not
     */
    void check() {
        PublicKey open = publicKey();
        PrivateKey secret = privateKey(open.getAlgorithm());
        if (!belongTogether(open, secret)) {
            throw new StartupException("VQ_TLS_KEY " + key + " is not the key of the certificate " + certificate + ".");
        }
    }

    private PublicKey publicKey() {
        try (InputStream pem = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .iterator()
                    .next()
                    .getPublicKey();
        } catch (IOException unreadable) {
            throw new StartupException("VQ_TLS_CERT " + certificate + " cannot be read.", unreadable);
        } catch (GeneralSecurityException | RuntimeException malformed) {
            throw new StartupException("VQ_TLS_CERT " + certificate + " holds no certificate in PEM form.", malformed);
        }
    }

    private PrivateKey privateKey(String algorithm) {
        try {
            Matcher block = KEY.matcher(Files.readString(key));
            if (!block.find()) {
                throw new StartupException("VQ_TLS_KEY " + key + " holds no key in PEM form (PKCS #8, no passphrase).");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException unreadable) {
            throw new StartupException("VQ_TLS_KEY " + key + " cannot be read.", unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            throw new StartupException("VQ_TLS_KEY " + key + " holds no key of the certificate's kind.", other);
        }
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        try {
            Signature signature = Signature.getInstance(
                    switch (open.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> open.getAlgorithm();
                    });
            signature.initSign(secret);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException doNotFit) {
            return false;
        }
    }

    /** What is in both files, to see whether it has changed; empty when one cannot be read. */
    String contents() {
        try {
            return Files.readString(certificate) + Files.readString(key);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** What the framework is told: these files, the newest protocol only, and nothing unencrypted. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.tls." + NAME + ".key-store.pem.0.cert", certificate.toString());
        settings.put("quarkus.tls." + NAME + ".key-store.pem.0.key", key.toString());
        settings.put("quarkus.tls." + NAME + ".protocols", "TLSv1.3");
        settings.put("quarkus.http.tls-configuration-name", NAME);
        settings.put("quarkus.http.ssl-port", Integer.toString(port));
        settings.put("quarkus.http.insecure-requests", "redirect");
        return settings;
    }
}
