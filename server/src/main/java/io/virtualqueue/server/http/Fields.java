package io.virtualqueue.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body. Reading a bad field notes what is wrong and gives a placeholder, so that a request type
 * reads all of its fields and then calls {@link #check()}, which names every bad one at once. Unknown fields are
 * ignored. A field that is JSON null counts as absent, except for {@link #isNull}.
 */
public final class Fields {
    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 32;
    /** How many digits a number may have. */
    public static final int MAX_NUMBER_LENGTH = 400;

    private static final UUID NO_UUID = new UUID(0, 0);
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private final ObjectNode object;
    private final String prefix;
    private final List<Problem.FieldError> errors;

    private Fields(ObjectNode object, String prefix, List<Problem.FieldError> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /**
     * Reads a body; an empty one is an object without fields.
     *
     * @throws ProblemException 400 when it is not JSON, 413 when it is too large, 422 when it is not an object
     */
    public static Fields parse(byte[] body) {
        if (body.length > Gate.MAX_BODY_BYTES) {
            throw ProblemException.tooLarge();
        }
        JsonNode tree;
        try {
            tree = body.length == 0 ? JsonNodeFactory.instance.objectNode() : READER.readTree(body);
        } catch (IOException malformed) {
            throw ProblemException.malformedJson("The body is not well-formed JSON.");
        }
        if (tree instanceof ObjectNode object) {
            return new Fields(object, "", new ArrayList<>());
        }
        if (tree.isMissingNode()) {
            throw ProblemException.malformedJson("The body is blank.");
        }
        throw ProblemException.unprocessable("invalid_fields", "The body must be a JSON object.");
    }

    /** Whether the field is there at all; PATCH leaves absent ones unchanged. */
    public boolean isPresent(String name) {
        return object.has(name);
    }

    /** Whether the field is there and null; PATCH clears those. */
    public boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /** Notes that a field is bad for a reason of the feature's own. */
    public void reject(String name, String message) {
        errors.add(new Problem.FieldError(prefix + name, message));
    }

    /** Ends the request with 422 if any field read so far was bad. */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalidFields(errors);
        }
    }

    /** A text of so many characters (code points), without control characters. */
    public String text(String name, int min, int max) {
        return required(name, optionalText(name, min, max), "");
    }

    public @Nullable String optionalText(String name, int min, int max) {
        return optional(name, node -> FieldRules.text(node, min, max), FieldRules.textMessage(min, max));
    }

    /** A text of so many characters that may have several lines, without other control characters. */
    public @Nullable String optionalLines(String name, int max) {
        return optional(name, node -> FieldRules.lines(node, max), FieldRules.textMessage(0, max) + " but line ends");
    }

    /** A whole number from min to max. */
    public int integer(String name, int min, int max) {
        return required(name, optionalInteger(name, min, max), min);
    }

    public @Nullable Integer optionalInteger(String name, int min, int max) {
        return optional(
                name,
                node -> FieldRules.integer(node, min, max),
                "must be a whole number between " + min + " and " + max);
    }

    /** A number from min to max, whole or not. */
    public @Nullable Double optionalDecimal(String name, int min, int max) {
        return optional(
                name, node -> FieldRules.decimal(node, min, max), "must be a number between " + min + " and " + max);
    }

    /** True or false. */
    public boolean flag(String name) {
        return required(name, optionalFlag(name), false);
    }

    public @Nullable Boolean optionalFlag(String name) {
        return optional(name, node -> node.isBoolean() ? node.booleanValue() : null, "must be true or false");
    }

    public UUID uuid(String name) {
        return required(name, optionalUuid(name), NO_UUID);
    }

    public @Nullable UUID optionalUuid(String name) {
        return optional(name, FieldRules::uuid, "must be a UUID");
    }

    /** An email address, of at most {@value FieldRules#MAX_EMAIL_LENGTH} characters. */
    public String email(String name) {
        return required(name, optionalEmail(name), "");
    }

    public @Nullable String optionalEmail(String name) {
        return optional(name, FieldRules::email, "must be an email address");
    }

    /** One of these, by its name on the wire. */
    public <T> T oneOf(String name, List<T> choices, Function<T, String> wireName) {
        return required(name, optionalOneOf(name, choices, wireName), choices.getFirst());
    }

    public <T> @Nullable T optionalOneOf(String name, List<T> choices, Function<T, String> wireName) {
        return optional(
                name,
                node -> choices.stream()
                        .filter(choice -> wireName.apply(choice).equals(node.textValue()))
                        .findFirst()
                        .orElse(null),
                "must be one of " + choices.stream().map(wireName).collect(Collectors.joining(", ")));
    }

    /** Texts, at most {@code maxCount}, each of so many characters. */
    public List<String> texts(String name, int maxCount, int min, int max) {
        return elements(name, 0, maxCount)
                .mapMulti((Element element, Consumer<String> sink) -> {
                    String text = FieldRules.text(element.node(), min, max);
                    if (text == null) {
                        reject(element.path(), FieldRules.textMessage(min, max));
                    } else {
                        sink.accept(text);
                    }
                })
                .toList();
    }

    /** Objects, from min to max of them; required when min is more than 0. Their fields are checked with these. */
    public List<Fields> objects(String name, int min, int max) {
        if (min > 0 && isAbsent(name)) {
            reject(name, "is required");
        }
        return elements(name, min, max)
                .mapMulti((Element element, Consumer<Fields> sink) -> {
                    if (element.node() instanceof ObjectNode child) {
                        sink.accept(new Fields(child, prefix + element.path() + ".", errors));
                    } else {
                        reject(element.path(), "must be an object");
                    }
                })
                .toList();
    }

    /** The fields of an object, which are checked with these; null when it is absent or null. */
    public @Nullable Fields optionalObject(String name) {
        if (isAbsent(name)) {
            return null;
        }
        if (object.path(name) instanceof ObjectNode child) {
            return new Fields(child, prefix + name + ".", errors);
        }
        reject(name, "must be an object");
        return null;
    }

    /** An object of the client's own making, of at most so many bytes as JSON; null when absent. */
    public @Nullable ObjectNode freeObject(String name, int maxBytes) {
        return optional(
                name,
                node -> FieldRules.freeObject(node, maxBytes),
                "must be an object of at most " + maxBytes
                        + " bytes as JSON, without NUL characters or numbers beyond 1e308");
    }

    private record Element(String path, JsonNode node) {}

    private Stream<Element> elements(String name, int min, int max) {
        if (isAbsent(name)) {
            return Stream.empty();
        }
        JsonNode array = object.path(name);
        if (!array.isArray() || array.size() < min || array.size() > max) {
            reject(name, "must be an array of " + min + " to " + max + " elements");
            return Stream.empty();
        }
        return IntStream.range(0, array.size())
                .mapToObj(index -> new Element(name + "[" + index + "]", array.get(index)));
    }

    private boolean isAbsent(String name) {
        JsonNode node = object.path(name);
        return node.isMissingNode() || node.isNull();
    }

    private <T> @Nullable T optional(String name, Function<JsonNode, @Nullable T> rule, String message) {
        if (isAbsent(name)) {
            return null;
        }
        T value = rule.apply(object.path(name));
        if (value == null) {
            reject(name, message);
        }
        return value;
    }

    /** A field that was read as optional and is required after all; the placeholder stands for it until {@link #check}. */
    public <T> T required(String name, @Nullable T value, T placeholder) {
        if (value != null) {
            return value;
        }
        if (isAbsent(name)) {
            reject(name, "is required");
        }
        return placeholder;
    }
}
