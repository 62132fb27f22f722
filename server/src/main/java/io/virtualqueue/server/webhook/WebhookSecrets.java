package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals and opens what is secret of webhooks, with the keys of their tenant. It has transactions of its own. */
@Singleton
final class WebhookSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> HEADERS = new TypeReference<>() {};

    private final Vault vault;

    /**
     * What a webhook is called with.
     *
     * @param secrets all that are good, the newest first
     * @param headers its own, in the order in which they were given
     */
    record Opened(List<WebhookSecret> secrets, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    @Inject
    WebhookSecrets(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(UUID tenantId, UUID webhookId, WebhookSecret secret) {
        return vault.keys(tenantId).seal(secret.text().getBytes(StandardCharsets.UTF_8), secretOf(webhookId));
    }

    /** Null when there are none. */
    byte @Nullable [] seal(UUID tenantId, UUID webhookId, Map<String, String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        try {
            return vault.keys(tenantId).seal(JSON.writeValueAsBytes(headers), headersOf(webhookId));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts are JSON", impossible);
        }
    }

    /** What is good at that time. */
    Opened open(StoredWebhook stored, Instant now) {
        UUID tenantId = stored.webhook().tenantId();
        UUID id = stored.webhook().id();
        StoredWebhook.Sealed sealed = stored.sealed();
        List<WebhookSecret> secrets = new ArrayList<>();
        secrets.add(secret(tenantId, id, sealed.secret));
        byte[] former = sealed.formerSecret;
        if (former != null && sealed.formerUntil != null && now.isBefore(sealed.formerUntil)) {
            secrets.add(secret(tenantId, id, former));
        }
        return new Opened(secrets, sealed.headers == null ? Map.of() : headers(tenantId, id, sealed.headers));
    }

    private WebhookSecret secret(UUID tenantId, UUID id, byte[] sealed) {
        byte[] plain = vault.keysFor(tenantId, sealed).open(sealed, secretOf(id));
        return new WebhookSecret(new String(plain, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers(UUID tenantId, UUID id, byte[] sealed) {
        try {
            return JSON.readValue(vault.keysFor(tenantId, sealed).open(sealed, headersOf(id)), HEADERS);
        } catch (IOException impossible) {
            throw new UncheckedIOException("What was sealed as JSON is JSON", impossible);
        }
    }

    private static String secretOf(UUID webhookId) {
        return "webhook:" + webhookId;
    }

    private static String headersOf(UUID webhookId) {
        return "webhook headers:" + webhookId;
    }
}
