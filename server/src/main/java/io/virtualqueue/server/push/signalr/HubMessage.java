package io.virtualqueue.server.push.signalr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends, by SignalR's hub protocol.
 *
 * @see <a href="https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md">Hub protocol</a>
 */
sealed interface HubMessage {

    /** The first record: which protocol is spoken. */
    record Handshake(String protocol, int version) implements HubMessage {}

    /**
     * A call of a method.
     *
     * @param invocationId null when no answer is wanted
     */
    record Invocation(@Nullable String invocationId, String target, List<JsonNode> arguments) implements HubMessage {}

    /** A call whose answer is a stream, of which there are none here. */
    record StreamInvocation(String invocationId) implements HubMessage {}

    record Ping() implements HubMessage {}

    record Close() implements HubMessage {}

    /** Legal, and nothing to be done: answers to calls that this server never makes. */
    record Ignored() implements HubMessage {}
}
