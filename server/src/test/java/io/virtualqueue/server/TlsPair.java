package io.virtualqueue.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A key and a certificate for 127.0.0.1 that it has signed itself, as PEM. */
public record TlsPair(X509Certificate certificate, String certificatePem, String keyPem) {
    private static final String STORE_PASSWORD = "changeit";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    /** Made by the JDK's own tool. */
    public static TlsPair of(String keyAlgorithm, Path directory) {
        try {
            Path store = Files.createTempDirectory(directory, "keys").resolve("store.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            keyAlgorithm,
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=ip:127.0.0.1,dns:localhost",
                            "-validity",
                            "2",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            STORE_PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(output);
            }
            return read(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TlsPair read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, STORE_PASSWORD.toCharArray());
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("server");
        byte[] key = keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded();
        return new TlsPair(certificate, pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key));
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + PEM.encodeToString(encoded) + "\n-----END " + what + "-----\n";
    }

    /** Writes both, each at once, over what is there. */
    void write(Path certificateFile, Path keyFile) {
        replace(certificateFile, certificatePem);
        replace(keyFile, keyPem);
    }

    static void replace(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
