package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.JournalException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JournalProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUE_DELETED, 404, not_found",
        "QUEUE_EXISTS, 409, queue_exists",
        "QUEUE_CLOSED, 409, queue_closed",
        "WRONG_KIND, 409, wrong_kind",
        "UNKNOWN_PRIORITY, 422, invalid_fields",
        "LEVEL_IN_USE, 409, level_in_use",
        "UNKNOWN_SESSION, 404, not_found",
        "ILLEGAL_TRANSITION, 409, illegal_transition"
    })
    void everyRejectionHasItsStatusAndCode(Rejection reason, int status, String code) {
        Problem problem =
                JournalProblems.problem(reason, SessionStatus.COMPLETED, null).problem();

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    @Test
    void anUnknownPriorityIsABadField() {
        assertThat(JournalProblems.problem(Rejection.UNKNOWN_PRIORITY, null, null)
                        .problem()
                        .errors())
                .extracting(Problem.FieldError::field)
                .isEqualTo(List.of("priority"));
    }

    @Test
    void anIllegalTransitionSaysWhereTheSessionIs() {
        assertThat(JournalProblems.problem(Rejection.ILLEGAL_TRANSITION, SessionStatus.NO_SHOW, null)
                        .problem()
                        .detail())
                .contains("no_show");
    }

    @ParameterizedTest
    @CsvSource({
        "MAILBOX_FULL, 503, queue_busy",
        "OUTCOME_UNKNOWN, 503, outcome_unknown",
        "SHUTTING_DOWN, 503, shutting_down",
        "BEHIND, 503, behind",
        "UNWRITABLE, 422, unwritable"
    })
    void everyFailureOfTheJournalHasItsStatusAndCode(JournalException.Reason reason, int status, String code) {
        Problem problem = JournalProblems.problem(reason).problem();

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(names = "UNWRITABLE", mode = EnumSource.Mode.EXCLUDE)
    void whateverMayPassSaysWhenToTryAgain(JournalException.Reason reason) {
        ProblemException problem = JournalProblems.problem(reason);

        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }
}
