package io.virtualqueue.server.push.signalr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST …/negotiate}: which transports there are, and the id of the connection to be.
 *
 * @see <a href="https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/TransportProtocols.md">Transport
 *     protocols</a>
 */
final class Negotiation {
    private Negotiation() {}

    /** @param version of the negotiation, as the client asks for it; null or 0 for the one without tokens */
    static String answer(String id, @Nullable String version) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode answer = json.objectNode().put("connectionId", id);
        if (version != null && !version.equals("0")) {
            answer.put("connectionToken", id).put("negotiateVersion", 1);
        } else {
            answer.put("negotiateVersion", 0);
        }
        ArrayNode transports = answer.putArray("availableTransports");
        for (String transport : new String[] {"WebSockets", "ServerSentEvents", "LongPolling"}) {
            transports
                    .addObject()
                    .put("transport", transport)
                    .putArray("transferFormats")
                    .add("Text");
        }
        return answer.toString();
    }
}
