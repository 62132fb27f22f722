package io.virtualqueue.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers by which a receiver knows that a delivery is ours and unchanged. One is plain, for whoever compares it with
 * the HMAC of the body; three are those of Standard Webhooks, which sign id and time too, so that nothing old can be sent
 * again (https://www.standardwebhooks.com).
 */
final class Signatures {
    static final String PLAIN = "X-Webhook-Signature";
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String STANDARD = "webhook-signature";

    private static final String HASH = "HmacSHA256";
    private static final String VERSION = "v1,";

    private Signatures() {}

    /**
     * Signs a body.
     *
     * @param secrets all that are good now, the newest first; the plain signature is made with that one
     * @param eventId the same however often it is sent
     * @param at when it is sent
     */
    static Map<String, String> headers(List<WebhookSecret> secrets, UUID eventId, Instant at, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        List<String> standard = new ArrayList<>();
        for (WebhookSecret secret : secrets) {
            standard.add(VERSION + standard(secret, eventId.toString(), timestamp, body));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PLAIN, plain(secrets.getFirst(), body));
        headers.put(ID, eventId.toString());
        headers.put(TIMESTAMP, timestamp);
        headers.put(STANDARD, String.join(" ", standard));
        return headers;
    }

    /** HMAC-SHA256 of the body, in hex digits. */
    static String plain(WebhookSecret secret, byte[] body) {
        return HexFormat.of().formatHex(mac(secret.plainKey()).doFinal(body));
    }

    /** HMAC-SHA256 of {@code id.timestamp.body}, in Base64. */
    static String standard(WebhookSecret secret, String id, String timestamp, byte[] body) {
        Mac mac = mac(secret.standardKey());
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(key, HASH));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HASH, impossible);
        }
    }
}
