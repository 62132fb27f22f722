package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.ApiKeys;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What giving a webhook another secret takes. */
@Schema(name = "NewWebhookSecret")
record NewSecret(
        @Schema(
                description = "Made by the server when absent.",
                minLength = WebhookSecret.MIN_LENGTH,
                maxLength = WebhookSecret.MAX_LENGTH)
        @Nullable
        String secret,

        @Schema(
                minimum = "0",
                maximum = "2592000",
                defaultValue = "86400",
                description = "How long deliveries are signed with the former one too; 0 ends it at once.")
        @Nullable
        Integer overlapSeconds) {

    /** What was read. */
    record Wish(WebhookSecret secret, Duration overlap) {}

    /** Reads a body, which may be empty. */
    static Wish from(byte[] body) {
        Fields fields = Fields.parse(body);
        WebhookSecret secret = secret(fields);
        Integer seconds = fields.optionalInteger("overlapSeconds", 0, (int) ApiKeys.MAX_OVERLAP.toSeconds());
        fields.check();
        return new Wish(secret, seconds == null ? ApiKeys.DEFAULT_OVERLAP : Duration.ofSeconds(seconds));
    }

    /** The secret of the field {@code secret}, or a new one. */
    static WebhookSecret secret(Fields fields) {
        String text = fields.optionalText("secret", WebhookSecret.MIN_LENGTH, WebhookSecret.MAX_LENGTH);
        if (text == null) {
            return WebhookSecret.fresh();
        }
        WebhookSecret secret = new WebhookSecret(text);
        if (!secret.isUsable()) {
            fields.reject(
                    "secret",
                    "must hold at least 16 bytes in Base64 after " + WebhookSecret.PREFIX + ", or begin otherwise");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "NewWebhookSecret";
    }
}
