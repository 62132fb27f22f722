package io.virtualqueue.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Bodies made from what the API's description says of them, and then broken. */
final class HostileBodies {
    private static final int DEEPEST = 6;
    private static final int BEYOND_THE_LIMIT = 1_100_000;

    private final JsonNode description;

    HostileBodies(JsonNode description) {
        this.description = description;
    }

    /** A body for a route, right or wrong. */
    byte[] of(Route route, RandomGenerator random) {
        String body = json(route.bodySchema(), random, random.nextInt(4) == 0 ? 0 : 3, 0);
        return switch (random.nextInt(16)) {
            case 0 -> new byte[0];
            case 1 -> bytes(body.substring(0, random.nextInt(body.length() + 1)));
            case 2 -> noise(random);
            case 3 -> bytes(body + body);
            case 4 -> bytes(body.replaceFirst("\\{", "{\"name\":1,\"name\":2,"));
            case 5 -> bytes("[" + body + "]");
            case 6 -> bytes(HostileValues.json(random));
            case 7 -> withBrokenUtf8(body);
            case 8 ->
                random.nextInt(8) == 0 ? bytes("{\"name\":\"" + "x".repeat(BEYOND_THE_LIMIT) + "\"}") : bytes(body);
            default -> bytes(body);
        };
    }

    /** A value as a schema wants it; one in so many is hostile instead. */
    private String json(JsonNode given, RandomGenerator random, int oneInSoMany, int depth) {
        JsonNode schema = resolved(given);
        if (oneInSoMany > 0 && random.nextInt(oneInSoMany) == 0) {
            return HostileValues.json(random);
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .toString();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, random, oneInSoMany, depth);
            case "array" ->
                depth > DEEPEST ? "[]" : "[" + json(schema.path("items"), random, oneInSoMany, depth + 1) + "]";
            case "integer", "number" -> Integer.toString(random.nextInt(1, 100));
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> "\"" + text(schema, random) + "\"";
        };
    }

    private String object(JsonNode schema, RandomGenerator random, int oneInSoMany, int depth) {
        List<String> fields = new ArrayList<>();
        if (depth <= DEEPEST) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (random.nextInt(5) > 0) {
                    int chance = depth == 0 && oneInSoMany > 0 ? 6 : oneInSoMany;
                    fields.add("\"" + property.getKey() + "\":" + json(property.getValue(), random, chance, depth + 1));
                }
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String text(JsonNode schema, RandomGenerator random) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> "00000000-0000-7000-8000-" + String.format("%012d", random.nextInt(1_000_000));
            case "date-time" -> "2030-01-01T00:00:00Z";
            default -> "text " + Integer.toHexString(random.nextInt());
        };
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int i = 0; i < DEEPEST && found.has("$ref"); i++) {
            found = description.at(found.path("$ref").asText().substring(1));
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (found.has(choice) && !found.has("type") && !found.has("properties")) {
                return resolved(found.path(choice).get(0));
            }
        }
        return found;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asText();
        }
        return schema.has("properties") || type.isMissingNode() ? "object" : type.asText();
    }

    private static byte[] noise(RandomGenerator random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] withBrokenUtf8(String body) {
        byte[] bytes = bytes(body);
        if (bytes.length > 2) {
            bytes[bytes.length / 2] = (byte) 0xC0;
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
