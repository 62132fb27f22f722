package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.FieldType;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a queue asks for is answered as it asks. */
class FieldAnswersTest {
    private static final List<CustomField> ASKED = List.of(
            new CustomField("plate", "Plate", FieldType.TEXT, true, List.of()),
            new CustomField("weight", "Weight", FieldType.NUMBER, false, List.of()),
            new CustomField("wheelchair", "Wheelchair", FieldType.FLAG, false, List.of()),
            new CustomField("matter", "Matter", FieldType.CHOICE, false, List.of("new", "old")),
            new CustomField("born", "Born", FieldType.DATE, false, List.of()));

    private static Fields body(String json) {
        return Fields.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> bad(String json) {
        Fields body = body(json);
        FieldAnswers.read(body, ASKED);
        ProblemException problem = catchThrowableOfType(ProblemException.class, body::check);
        return problem == null
                ? List.of()
                : Objects.requireNonNull(problem.problem().errors()).stream()
                        .map(Problem.FieldError::field)
                        .toList();
    }

    @Test
    void answersAreKeptInTheOrderOfTheQuestions() {
        assertThat(FieldAnswers.read(
                        body("{'fields': {'born': '1815-12-10', 'matter': 'old', 'wheelchair': false,"
                                + " 'weight': 70.50, 'plate': 'B 1'}}"),
                        ASKED))
                .isEqualTo("{\"plate\":\"B 1\",\"weight\":70.5,\"wheelchair\":false,\"matter\":\"old\","
                        + "\"born\":\"1815-12-10\"}");
    }

    @Test
    void wholeNumbersStayWhole() {
        assertThat(FieldAnswers.read(body("{'fields': {'plate': 'x', 'weight': 1000000000}}"), ASKED))
                .isEqualTo("{\"plate\":\"x\",\"weight\":1000000000}");
    }

    @Test
    void whereNothingIsAskedNothingIsAnswered() {
        assertThat(FieldAnswers.read(body("{}"), List.of())).isNull();
        assertThat(FieldAnswers.read(body("{'fields': {}}"), List.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; fields.plate",
                "{'fields': null}; fields.plate",
                "{'fields': {'plate': null}}; fields.plate",
                "{'fields': {'plate': ''}}; fields.plate",
                "{'fields': 'x'}; fields",
                "{'fields': {'plate': 'x', 'weight': '70'}}; fields.weight",
                "{'fields': {'plate': 'x', 'weight': 1e10}}; fields.weight",
                "{'fields': {'plate': 'x', 'wheelchair': 'yes'}}; fields.wheelchair",
                "{'fields': {'plate': 'x', 'matter': 'other'}}; fields.matter",
                "{'fields': {'plate': 'x', 'born': '10.12.1815'}}; fields.born",
                "{'fields': {'plate': 'x', 'colour': 'red'}}; fields.colour"
            })
    void aBadAnswerIsNamedOnce(String json, String field) {
        assertThat(bad(json)).containsExactly(field);
    }
}
