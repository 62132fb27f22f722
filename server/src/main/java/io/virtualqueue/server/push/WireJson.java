package io.virtualqueue.server.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON of all protocols. */
public final class WireJson {
    /** What clients send is flat; deeper is nothing that is meant. */
    static final int MAX_DEPTH = 16;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private WireJson() {}

    /**
     * Reads what a client sent.
     *
     * @throws JsonProcessingException when it is no JSON, or more than one
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return READER.readTree(text);
    }

    /** Writes facts, which are made for it. */
    public static String write(ObjectMapper mapper, Object facts) {
        try {
            return mapper.writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Facts are made for JSON", impossible);
        }
    }
}
