package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.outbound.OutboundHttp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What setting a callback takes. */
@Schema(name = "CallbackFields")
record CallbackFields(
        @Schema(description = "Where to tell releases, of http or https.", maxLength = WebhookUrls.MAX_LENGTH)
        String url) {

    static CallbackFields from(Fields fields, OutboundHttp outbound) {
        var read = new CallbackFields(fields.required("url", WebhookUrls.read(fields, "url", outbound), ""));
        fields.check();
        return read;
    }
}
