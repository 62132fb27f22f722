package io.virtualqueue.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.FeedbackLinks;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Saying how it was: once, and again within an hour. */
class GivingTest {
    private static final Duration HOUR = Feedback.CHANGEABLE_FOR;
    private static final String WAITERS = "SELECT 'waits' FROM pg_locks WHERE NOT granted";

    private final FeedbackScene scene = new FeedbackScene();
    private final Giving now = scene.later(Duration.ZERO);
    private final Session ann = scene.served("7");
    private final String token = scene.token(ann);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theLinkSaysWhatItIsAbout() {
        FeedbackForm form = now.look(token);

        assertThat(form.queueId()).isEqualTo(scene.desk.queueId());
        assertThat(form.queueName()).isEqualTo("Desk");
        assertThat(form.completedAt()).isEqualTo(ann.since());
        assertThat(form.isOpen()).isTrue();
        assertThat(form.rating()).isNull();
    }

    @Test
    void whatIsSaidIsKeptSealedWithWhereItWas() {
        Giving.Given given = now.give(token, 5, "Very kind.\nThank you!");

        assertThat(given.isFirst()).isTrue();
        assertThat(given.form().rating()).isEqualTo(5);
        assertThat(given.form().comment()).isEqualTo("Very kind.\nThank you!");
        assertThat(scene.texts("SELECT counter_id FROM feedback")).containsExactly("7");
        assertThat(scene.texts("SELECT f::text || encode(f.comment, 'escape') FROM feedback f"))
                .noneMatch(row -> row == null || row.contains("kind"));
        assertThat(listed()).singleElement().satisfies(said -> {
            assertThat(said.sessionId()).isEqualTo(ann.id());
            assertThat(comment(said)).startsWith("Very kind.");
        });
    }

    @Test
    void withinAnHourSomethingElseTakesItsPlace() {
        Instant givenAt = now.give(token, 5, "Very kind.").form().givenAt();
        Giving.Given again = scene.later(HOUR.minusMinutes(1)).give(token, 2, null);

        assertThat(again.isFirst()).isFalse();
        assertThat(again.form().rating()).isEqualTo(2);
        assertThat(again.form().comment()).isNull();
        assertThat(again.form().givenAt()).isEqualTo(givenAt);
        assertThat(listed()).extracting(Feedback::rating).containsExactly(2);
    }

    @Test
    void afterAnHourItStays() {
        now.give(token, 5, "Very kind.");
        Giving later = scene.later(HOUR.plusSeconds(1));

        refused(() -> later.give(token, 1, "Very kind."), "feedback_given");
        refused(() -> later.give(token, 5, "Not kind."), "feedback_given");
        assertThat(listed()).extracting(Feedback::rating).containsExactly(5);
        assertThat(later.look(token).isOpen()).isFalse();
        assertThat(later.look(token).rating()).isEqualTo(5);
        assertThat(later.look(token).comment())
                .as("what was written, for whoever finds the link")
                .isNull();
    }

    @Test
    void theSameAgainChangesNothingWheneverItComes() {
        now.give(token, 5, "Very kind.");

        Giving.Given again = scene.later(HOUR.multipliedBy(3)).give(token, 5, "Very kind.");

        assertThat(again.isFirst()).isFalse();
        assertThat(scene.texts("SELECT changed_at = given_at FROM feedback")).containsExactly("t");
    }

    @Test
    void aLinkEndsAfterTwoWeeks() {
        assertThat(scene.later(FeedbackLinks.GOOD_FOR.minusMinutes(1))
                        .look(token)
                        .isOpen())
                .isTrue();
        Giving tooLate = scene.later(FeedbackLinks.GOOD_FOR);

        refused(() -> tooLate.look(token), "not_found");
        refused(() -> tooLate.give(token, 5, null), "not_found");
    }

    @Test
    void beforeTheEndThereIsNothingToSay() {
        UUID bob = scene.joined();
        String early = scene.links.of(scene.desk, bob, Instant.now()).token();

        refused(() -> now.look(early), "not_completed");
        refused(() -> now.give(early, 5, null), "not_completed");
        scene.journal
                .submit(Submission.of(scene.desk, new Command.Leave(bob)))
                .toCompletableFuture()
                .join()
                .orThrow();
        refused(() -> now.give(early, 1, null), "not_completed");
        refused(() -> now.give("vqf_nonsense", 1, null), "not_found");
        assertThat(listed()).isEmpty();
    }

    @Test
    void ofADeletedTenantNothingIsSaidAnyMore() {
        scene.execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", scene.tenantId);

        refused(() -> now.look(token), "not_found");
        refused(() -> now.give(token, 5, null), "not_found");
    }

    @Test
    void whoIsErasedMeanwhileLeavesNoComment() throws Exception {
        try (Connection owner = scene.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("UPDATE session SET user_id = 'erased-' || id");
            CompletableFuture<Giving.Given> giving =
                    CompletableFuture.supplyAsync(() -> now.give(token, 5, "Very kind."));
            while (scene.texts(WAITERS).isEmpty() && !giving.isDone()) {
                Thread.onSpinWait();
            }
            owner.commit();

            assertThatThrownBy(giving::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .satisfies(refused -> assertThat(code(refused)).isEqualTo("not_found"));
        }
        assertThat(scene.texts("SELECT 1 FROM feedback")).isEmpty();
    }

    @Test
    void afterANewKeyCommentsAreSealedWithItAFewAtATime() {
        for (int i = 0; i < 3; i++) {
            now.give(scene.token(scene.served("7")), 4, "Good " + i);
        }
        now.give(token, 3, null);
        scene.vault.rotate(scene.tenantId);

        assertThat(scene.comments.sealAnew(scene.tenantId, 2)).isEqualTo(3);
        assertThat(scene.comments.sealAnew(scene.tenantId, 2)).isZero();

        assertThat(scene.texts("SELECT DISTINCT key_id FROM feedback WHERE comment IS NOT NULL"))
                .containsExactly(
                        Integer.toString(scene.vault.keys(scene.tenantId).newestKey()));
        assertThat(listed().stream().filter(said -> said.comment() != null).map(this::comment))
                .containsExactly("Good 0", "Good 1", "Good 2");
    }

    private List<Feedback> listed() {
        PageRequest all = new PageRequest(1, PageRequest.MAX_LIMIT, null, null, "givenAt", false);
        return scene.rows.page(scene.desk, all).feedback();
    }

    private String comment(Feedback said) {
        return scene.comments.open(Objects.requireNonNull(said.comment()));
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).satisfies(refused -> assertThat(code(refused)).isEqualTo(code));
    }

    private static String code(Throwable refused) {
        return refused instanceof ProblemException problem ? problem.problem().code() : refused.toString();
    }
}
