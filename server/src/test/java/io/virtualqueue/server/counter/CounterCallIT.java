package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calling next over all services of a counter. */
class CounterCallIT {
    private static final Clinic CLINIC = new Clinic();
    private static final int STAFF = 8;
    private static final int ROUNDS = 5;

    private final String blood = CLINIC.tenant().desk();
    private final String xray = CLINIC.tenant().desk();
    private final Clinic.Worker ann = CLINIC.worker();

    @Test
    void whoHasWaitedLongestIsCalledWhateverTheService() {
        String counter = CLINIC.counter(blood, xray);
        List<String> waiting = List.of(CLINIC.joined(xray), CLINIC.joined(blood), CLINIC.joined(xray));

        List<String> called = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Answer answer = ann.callNext(counter);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("status").asText()).isEqualTo("called");
            assertThat(answer.body().path("counterId").asText()).isEqualTo(counter);
            called.add(Clinic.sessionOf(answer));
        }

        assertThat(called).isEqualTo(waiting);
        Answer nobody = ann.callNext(counter);
        assertThat(nobody.status()).isEqualTo(204);
        assertThat(nobody.text()).isEmpty();
    }

    @Test
    void aHigherLevelOfAnotherServiceGoesFirst() {
        String counter = CLINIC.counter(blood, xray);
        CLINIC.joined(blood);
        String urgent = CLINIC.joined(xray, "vip");

        assertThat(Clinic.sessionOf(ann.callNext(counter))).isEqualTo(urgent);
    }

    @Test
    void whatTheCounterDoesNotServeIsLeftToOthers() {
        String counter = CLINIC.counter(blood);
        CLINIC.joined(xray);

        assertThat(ann.callNext(counter).status()).isEqualTo(204);
        assertThat(ann.callNext(CLINIC.counter()).status()).isEqualTo(204);
    }

    @Test
    void aCounterThatIsNotOpenCallsNobody() {
        String counter = CLINIC.closedCounter(blood);
        String waiting = CLINIC.joined(blood);

        assertThat(ann.callNext(counter).code()).isEqualTo("counter_closed");
        Clinic.expect(200, ann.calls().post(Clinic.path(counter) + "/open"));
        Clinic.expect(200, ann.calls().post(Clinic.path(counter) + "/pause"));
        Answer paused = ann.callNext(counter);
        assertThat(paused.status()).isEqualTo(409);
        assertThat(paused.code()).isEqualTo("counter_paused");
        Clinic.expect(200, ann.calls().post(Clinic.path(counter) + "/break"));
        assertThat(ann.callNext(counter).code()).isEqualTo("counter_on_break");
        Clinic.expect(200, ann.calls().post(Clinic.path(counter) + "/open"));
        assertThat(Clinic.sessionOf(ann.callNext(counter))).isEqualTo(waiting);
    }

    @Test
    void staffCallFromTheServicesThatTheyServeThere() {
        String counter = CLINIC.counter(blood, xray);
        Clinic.Worker bob = CLINIC.worker();
        Clinic.expect(
                200,
                CLINIC.put(
                        Clinic.path(counter) + "/staff",
                        Map.of("staff", List.of(Map.of("userId", ann.id(), "services", List.of(xray))))));
        String older = CLINIC.joined(blood);
        String own = CLINIC.joined(xray);

        Answer stranger = bob.callNext(counter);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.code()).isEqualTo("not_assigned");
        assertThat(Clinic.sessionOf(ann.callNext(counter))).isEqualTo(own);
        assertThat(ann.callNext(counter).status()).isEqualTo(204);
        assertThat(Clinic.sessionOf(CLINIC.manager().post(Clinic.path(counter) + "/call-next")))
                .isEqualTo(older);
    }

    @Test
    void theSameIdempotencyKeyIsAboutTheSamePersonWhateverTheService() {
        String counter = CLINIC.counter(blood, xray);
        CLINIC.joined(blood);
        CLINIC.joined(xray);
        HttpApi once = ann.calls().with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post(Clinic.path(counter) + "/call-next");
        Clinic.expect(200, ann.calls().post(Clinic.path(counter) + "/pause"));
        Answer again = once.post(Clinic.path(counter) + "/call-next");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(once.post(Clinic.path(counter) + "/call-next", Map.of("x", 1))
                        .code())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void theSameIdempotencyKeyFindsNobodyAgain() {
        String counter = CLINIC.counter(blood, xray);
        HttpApi once = ann.calls().with("Idempotency-Key", UUID.randomUUID().toString());

        assertThat(once.post(Clinic.path(counter) + "/call-next").status()).isEqualTo(204);
        CLINIC.joined(xray);
        assertThat(once.post(Clinic.path(counter) + "/call-next").status()).isEqualTo(204);
        assertThat(ann.callNext(counter).status()).isEqualTo(200);
    }

    @Test
    void theSameKeyManyTimesAtOnceCallsOnePerson() throws Exception {
        String counter = CLINIC.counter(blood, xray);
        Stream.generate(() -> List.of(CLINIC.joined(blood), CLINIC.joined(xray)))
                .limit(STAFF)
                .forEach(_ -> {});
        HttpApi once = ann.calls().with("Idempotency-Key", UUID.randomUUID().toString());

        List<Answer> answers =
                atOnce(Stream.generate(() -> counter).limit(STAFF).toList(), _ -> once);

        assertThat(answers).extracting(Clinic::sessionOf).containsOnly(Clinic.sessionOf(answers.getFirst()));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(CLINIC.manager().get(Clinic.path(counter)).body().path("sessions"))
                .hasSize(1);
    }

    @Test
    void eightWhoPressAtOnceGetEightPeopleOfOneService() throws Exception {
        everyoneIsCalledOnce(List.of(blood));
    }

    @Test
    void eightWhoPressAtOnceGetEightPeopleOfTwoServices() throws Exception {
        everyoneIsCalledOnce(List.of(blood, xray));
    }

    /** Each round has as many people as staff, so that whoever gets nobody, or somebody twice, shows. */
    private void everyoneIsCalledOnce(List<String> services) throws Exception {
        List<String> counters = IntStream.range(0, STAFF)
                .mapToObj(_ -> CLINIC.counter(services.toArray(String[]::new)))
                .toList();
        List<HttpApi> staff =
                Stream.generate(() -> CLINIC.worker().calls()).limit(STAFF).toList();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> waiting = IntStream.range(0, STAFF)
                    .mapToObj(i -> CLINIC.joined(services.get(i % services.size())))
                    .toList();

            List<Answer> answers = atOnce(counters, staff::get);

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).extracting(Clinic::sessionOf).containsExactlyInAnyOrderElementsOf(waiting);
        }
        assertThat(staff.getFirst()
                        .post(Clinic.path(counters.getFirst()) + "/call-next")
                        .status())
                .isEqualTo(204);
    }

    private interface Presses {
        HttpApi by(int number);
    }

    private static List<Answer> atOnce(List<String> counters, Presses presses)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = IntStream.range(0, counters.size())
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return presses.by(i).post(Clinic.path(counters.get(i)) + "/call-next");
                    }))
                    .toList();
            start.countDown();
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    @Test
    void theCounterShowsWhomItHasCalledAndServes() {
        String counter = CLINIC.counter(blood, xray);
        String first = CLINIC.joined(blood);
        String second = CLINIC.joined(xray);
        CLINIC.joined(xray);
        ann.callNext(counter);
        ann.callNext(counter);
        Clinic.expect(200, ann.calls().post("/v1/sessions/" + first + "/serve"));

        var sessions = ann.calls().get(Clinic.path(counter)).body().path("sessions");

        assertThat(sessions).hasSize(2);
        assertThat(sessions)
                .extracting(session -> session.path("sessionId").asText() + " "
                        + session.path("status").asText())
                .containsExactlyInAnyOrder(first + " serving", second + " called");
        assertThat(sessions)
                .allSatisfy(
                        session -> assertThat(session.path("ticket").asText()).isNotEmpty());

        Clinic.expect(200, ann.calls().post("/v1/sessions/" + first + "/complete"));
        assertThat(ann.calls().get(Clinic.path(counter)).body().path("sessions"))
                .hasSize(1);
    }

    @Test
    void badInputIsRefused() {
        String counter = CLINIC.counter(blood);
        assertThat(ann.calls()
                        .send("POST", Clinic.path(counter) + "/call-next", "{")
                        .status())
                .isEqualTo(400);
        assertThat(ann.callNext(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(ann.callNext("nonsense").status()).isEqualTo(404);
    }
}
