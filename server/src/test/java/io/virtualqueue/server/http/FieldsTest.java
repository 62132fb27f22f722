package io.virtualqueue.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @Test
    void everyBadFieldIsNamedAtOnce() {
        var problem = problemOf("{\"name\": \"\", \"rate\": \"ten\", \"active\": 1, \"mail\": \"nobody\"}", fields -> {
            fields.text("name", 1, 5);
            fields.integer("rate", 0, 10);
            fields.flag("active");
            fields.email("mail");
            fields.uuid("id");
        });

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("invalid_fields");
        assertThat(problem.errors())
                .containsExactly(
                        error("name", "must be a text of 1 to 5 characters, without control characters"),
                        error("rate", "must be a whole number between 0 and 10"),
                        error("active", "must be true or false"),
                        error("mail", "must be an email address"),
                        error("id", "is required"));
    }

    @Test
    void goodFieldsAreRead() {
        var id = UUID.randomUUID();
        var fields = parse("""
                {"name": "Größe 👍", "rate": 10, "active": true, "mail": "a@b.example", "id": "%s", "tags": ["x", "y"]}
                """.formatted(id));

        assertThat(fields.text("name", 1, 7)).isEqualTo("Größe 👍");
        assertThat(fields.integer("rate", 0, 10)).isEqualTo(10);
        assertThat(fields.flag("active")).isTrue();
        assertThat(fields.email("mail")).isEqualTo("a@b.example");
        assertThat(fields.uuid("id")).isEqualTo(id);
        assertThat(fields.texts("tags", 2, 1, 1)).containsExactly("x", "y");
        fields.check();
    }

    @Test
    void absentIsNotNullAndUnknownFieldsAreIgnored() {
        var fields = parse("{\"description\": null, \"unknown\": {}}");

        assertThat(fields.isPresent("description")).isTrue();
        assertThat(fields.isNull("description")).isTrue();
        assertThat(fields.isPresent("name")).isFalse();
        assertThat(fields.isNull("name")).isFalse();
        assertThat(fields.optionalText("description", 1, 5)).isNull();
        fields.check();
    }

    @Test
    void anEmptyBodyIsAnObjectWithoutFields() {
        assertThat(problemOf("", fields -> fields.text("name", 1, 5)).errors())
                .containsExactly(error("name", "is required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "nonsense", "   ", "{\"a\":01}", "{\"a\":NaN}", "{'a':1}"
            })
    void whatIsNotJsonIsMalformed(String body) {
        var problem = problemOf(body, fields -> {});

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("malformed_json");
    }

    @Test
    void tooDeepAndTooLongNumbersAreMalformed() {
        assertThat(problemOf(
                                "{\"a\":" + "[".repeat(Fields.MAX_DEPTH) + "]".repeat(Fields.MAX_DEPTH) + "}",
                                fields -> {})
                        .status())
                .isEqualTo(400);
        assertThat(problemOf("{\"a\":" + "9".repeat(Fields.MAX_NUMBER_LENGTH + 1) + "}", fields -> {})
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        assertThat(problemOf(" ".repeat(Gate.MAX_BODY_BYTES + 1), fields -> {}).status())
                .isEqualTo(413);
        assertThat(problemOf(" ".repeat(Gate.MAX_BODY_BYTES - 2) + "{", fields -> {})
                        .status())
                .isEqualTo(400);
    }

    @Test
    void brokenUtf8IsMalformed() {
        var problem = catchThrowableOfType(
                        ProblemException.class,
                        () -> Fields.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .problem();

        assertThat(problem.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void whatIsNotAnObjectIsNotAcceptable(String body) {
        assertThat(problemOf(body, fields -> {}).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "2.5", "5.0", "\"5\"", "99999999999999999999", "-1", "11", "true", "[5]", "{}"})
    void onlyWholeNumbersInRangeAreIntegers(String value) {
        assertThat(problemOf("{\"rate\": " + value + "}", fields -> fields.integer("rate", 0, 10))
                        .errors())
                .containsExactly(error("rate", "must be a whole number between 0 and 10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", "a\\u007fb", "\\ud800", "\\udc00x", "\\ud800x", "123456"})
    void textHasNoControlsNoHalvesOfPairsAndALimit(String text) {
        assertThat(problemOf("{\"name\": \"" + text + "\"}", fields -> fields.text("name", 1, 5))
                        .errors())
                .hasSize(1);
    }

    @Test
    void aTextOfSeveralLinesHasTheirEndsAndNoOtherControls() {
        assertThat(parse("{\"comment\": \"a\\n\\nb\"}").optionalLines("comment", 5))
                .isEqualTo("a\n\nb");
        for (String bad : List.of("a\\u0000b", "a\\u0007b", "\\ud800", "1\\n3456")) {
            assertThat(problemOf("{\"comment\": \"" + bad + "\"}", fields -> fields.optionalLines("comment", 5))
                            .errors())
                    .as(bad)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@b.c", "a@", "a b@c.d", "a@b@c", "a@-b.c", "a@b.c-"})
    void emailsLookLikeEmails(String email) {
        assertThat(problemOf("{\"mail\": \"" + email + "\"}", fields -> fields.email("mail"))
                        .errors())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "x", "", "00000000-0000-0000-0000-00000000000g"})
    void uuidsAreWrittenInFull(String id) {
        assertThat(problemOf("{\"id\": \"" + id + "\"}", fields -> fields.uuid("id"))
                        .errors())
                .hasSize(1);
    }

    @Test
    void choicesGoByTheirNameOnTheWire() {
        enum Kind {
            WAITING_ROOM,
            SERVICE_DESK
        }
        Function<Kind, String> wireName = kind -> kind.name().toLowerCase(Locale.ROOT);
        var kinds = List.of(Kind.values());

        assertThat(parse("{\"kind\": \"service_desk\"}").oneOf("kind", kinds, wireName))
                .isEqualTo(Kind.SERVICE_DESK);
        assertThat(problemOf("{\"kind\": \"SERVICE_DESK\"}", fields -> fields.oneOf("kind", kinds, wireName))
                        .errors())
                .containsExactly(error("kind", "must be one of waiting_room, service_desk"));
    }

    @Test
    void fieldsOfElementsAreNamedWithTheirIndex() {
        var problem = problemOf(
                "{\"queues\": [{\"name\": \"a\"}, {\"name\": 1, \"levels\": [{}]}, 7]}",
                fields -> fields.objects("queues", 1, 3).forEach(queue -> {
                    queue.text("name", 1, 5);
                    queue.objects("levels", 0, 2).forEach(level -> level.text("name", 1, 5));
                }));

        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactlyInAnyOrder("queues[1].name", "queues[1].levels[0].name", "queues[2]");
    }

    @Test
    void arraysHaveLimits() {
        assertThat(problemOf("{\"queues\": [{}, {}]}", fields -> fields.objects("queues", 1, 1))
                        .errors())
                .containsExactly(error("queues", "must be an array of 1 to 1 elements"));
        assertThat(problemOf("{}", fields -> fields.objects("queues", 1, 1)).errors())
                .containsExactly(error("queues", "is required"));
        assertThat(problemOf("{\"tags\": [\"ok\", 5]}", fields -> fields.texts("tags", 2, 1, 2))
                        .errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("tags[1]");
    }

    @Test
    void freeObjectsAreBoundedAndStorable() {
        assertThat(parse("{\"metadata\": {\"a\": [1, {\"b\": \"c\"}]}}").freeObject("metadata", 30))
                .hasToString("{\"a\":[1,{\"b\":\"c\"}]}");
        for (String bad : List.of(
                "{\"a\": \"123456789012345678901234567890\"}",
                "{\"a\": \"\\u0000\"}",
                "{\"\\u0000\": 1}",
                "{\"a\": [\"\\ud800\"]}",
                "{\"a\": 1e400}",
                "[]",
                "1")) {
            assertThat(problemOf("{\"metadata\": " + bad + "}", fields -> fields.freeObject("metadata", 30))
                            .errors())
                    .as(bad)
                    .hasSize(1);
        }
    }

    private static Fields parse(String body) {
        return Fields.parse(body.getBytes(UTF_8));
    }

    private static Problem problemOf(String body, Consumer<Fields> reading) {
        return catchThrowableOfType(ProblemException.class, () -> {
                    var fields = parse(body);
                    reading.accept(fields);
                    fields.check();
                })
                .problem();
    }

    private static Problem.FieldError error(String field, String message) {
        return new Problem.FieldError(field, message);
    }
}
