package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.outbound.OutboundHttp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which URLs may be given. */
final class WebhookUrls {
    static final int MAX_LENGTH = 2_000;
    private static final String FORM = "must be a URL of http or https, without user and fragment";

    private WebhookUrls() {}

    /** Reads a field that holds one; notes what is wrong with it. */
    static @Nullable String read(Fields fields, String name, OutboundHttp outbound) {
        String text = fields.optionalText(name, 1, MAX_LENGTH);
        if (text != null) {
            refusal(text, outbound).ifPresent(message -> fields.reject(name, message));
        }
        return text;
    }

    private static Optional<String> refusal(String text, OutboundHttp outbound) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            return Optional.of(FORM);
        }
        boolean isHttp = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of(FORM);
        }
        return outbound.refusal(url);
    }
}
