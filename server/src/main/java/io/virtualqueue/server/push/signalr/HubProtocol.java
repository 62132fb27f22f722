package io.virtualqueue.server.push.signalr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.push.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of SignalR's JSON hub protocol, version 1. */
final class HubProtocol {
    /** Ends each record. */
    static final char END = '\u001e';

    static final String NAME = "json";
    static final int VERSION = 1;
    static final String PING = "{\"type\":6}" + END;
    /** Answers a good handshake. */
    static final String WELCOME = "{}" + END;

    private static final int INVOCATION = 1;
    private static final int STREAM_ITEM = 2;
    private static final int COMPLETION = 3;
    private static final int STREAM_INVOCATION = 4;
    private static final int CANCEL_INVOCATION = 5;
    private static final int PING_TYPE = 6;
    private static final int CLOSE = 7;
    private static final int MAX_ID_LENGTH = 200;

    private HubProtocol() {}

    /**
     * Reads the first record, without its end.
     *
     * @throws MalformedRecordException when it is no handshake
     */
    static HubMessage.Handshake readHandshake(String record) throws MalformedRecordException {
        JsonNode json = json(record);
        JsonNode protocol = json.path("protocol");
        JsonNode version = json.path("version");
        if (!protocol.isTextual() || !version.canConvertToInt()) {
            throw new MalformedRecordException("The first message must be a handshake.");
        }
        return new HubMessage.Handshake(protocol.textValue(), version.intValue());
    }

    /**
     * Reads any later record, without its end.
     *
     * @throws MalformedRecordException when it is none of the protocol
     */
    static HubMessage read(String record) throws MalformedRecordException {
        JsonNode json = json(record);
        if (!json.path("type").canConvertToInt()) {
            throw new MalformedRecordException("A message needs a type.");
        }
        return switch (json.path("type").intValue()) {
            case INVOCATION -> invocation(json);
            case STREAM_INVOCATION -> {
                String id = id(json);
                yield id == null ? new HubMessage.Ignored() : new HubMessage.StreamInvocation(id);
            }
            case PING_TYPE -> new HubMessage.Ping();
            case CLOSE -> new HubMessage.Close();
            case STREAM_ITEM, COMPLETION, CANCEL_INVOCATION -> new HubMessage.Ignored();
            // A later version of the protocol may have more; the specification asks to pass over them.
            default -> new HubMessage.Ignored();
        };
    }

    private static HubMessage invocation(JsonNode json) throws MalformedRecordException {
        JsonNode target = json.path("target");
        JsonNode arguments = json.path("arguments");
        if (!target.isTextual() || !arguments.isArray()) {
            throw new MalformedRecordException("A call needs a target and arguments.");
        }
        return new HubMessage.Invocation(
                id(json),
                target.textValue(),
                List.copyOf(arguments.valueStream().toList()));
    }

    private static @Nullable String id(JsonNode json) throws MalformedRecordException {
        JsonNode id = json.path("invocationId");
        if (id.isMissingNode() || id.isNull()) {
            return null;
        }
        if (!id.isTextual() || id.textValue().length() > MAX_ID_LENGTH) {
            throw new MalformedRecordException("An invocationId must be a short text.");
        }
        return id.textValue();
    }

    private static JsonNode json(String record) throws MalformedRecordException {
        try {
            JsonNode json = WireJson.read(record);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            // Said below, without what was sent.
        }
        throw new MalformedRecordException("A message must be a JSON object.");
    }

    /** Refuses a handshake. */
    static String refusal(String error) {
        return object().put("error", error).toString() + END;
    }

    /** Answers a call that did what it should. */
    static String completion(String invocationId) {
        return object().put("type", COMPLETION)
                        .put("invocationId", invocationId)
                        .putNull("result")
                        .toString()
                + END;
    }

    /** Answers a call that did not. */
    static String failure(String invocationId, String error) {
        return object().put("type", COMPLETION)
                        .put("invocationId", invocationId)
                        .put("error", error)
                        .toString()
                + END;
    }

    /** Says that the connection ends, and whether it is worth coming back. */
    static String close(@Nullable String error, boolean allowReconnect) {
        ObjectNode close = object().put("type", CLOSE);
        if (error != null) {
            close.put("error", error);
        }
        return close.put("allowReconnect", allowReconnect).toString() + END;
    }

    /**
     * Calls a method of the client.
     *
     * @param argument its only argument, as JSON
     */
    static String invocation(String target, String argument) {
        return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[" + argument + "]}" + END;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A record that is none of the protocol; the message is fit to be sent to the client. */
    static final class MalformedRecordException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedRecordException(String message) {
            super(message);
        }

        String text() {
            return java.util.Objects.requireNonNull(getMessage());
        }
    }
}
