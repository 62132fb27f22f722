package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> WORDS = List.of("anna.schmidt@stadtbank.example", "Stadtbank Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password12",
                "qwertyuiop",
                "1234567890",
                "aaaaaaaaaaaa",
                "Password123!",
                "letmeinletmein",
                "abcdefghijkl"
            })
    void whatEveryoneTriesFirstWillNotDo(String password) {
        assertThat(PasswordRules.weakness(password, WORDS)).contains("is easy to guess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stadtbank1", "annaschmidt1", "StadtbankBerlin"})
    void norWhatOthersKnowOfThePerson(String password) {
        assertThat(PasswordRules.weakness(password, WORDS)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse", "another horse", "correct horse battery", "jMb7-qlp2x", "sieben gelbe Enten"})
    void severalWordsOrChanceWillDo(String password) {
        assertThat(PasswordRules.weakness(password, WORDS)).isNull();
    }

    @Test
    void theLongestPasswordIsRatedAtOnce() {
        assertThat(PasswordRules.weakness("x".repeat(Passwords.MAX_LENGTH), WORDS))
                .isNotNull();
    }

    @Test
    void theFieldIsNamed() {
        assertThatThrownBy(() -> PasswordRules.require("password12", "newPassword", WORDS))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors())
                                .extracting(error -> error.field())
                                .containsExactly("newPassword"));
    }
}
