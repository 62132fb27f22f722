package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Taking back what was last done at a counter. */
class CounterUndoIT {
    private static final Clinic CLINIC = new Clinic();

    private final String blood = CLINIC.tenant().desk();
    private final String xray = CLINIC.tenant().desk();
    private final Clinic.Worker ann = CLINIC.worker();
    private final String counter = CLINIC.counter(blood, xray);
    private final String undo = Clinic.path(counter) + "/undo";

    @Test
    void aCallIsTakenBackWhateverTheService() {
        CLINIC.joined(blood);
        ann.callNext(counter);
        String called = CLINIC.joined(xray);
        assertThat(Clinic.sessionOf(ann.callNext(counter))).isEqualTo(called);

        Answer undone = ann.calls().post(undo);

        assertThat(undone.status()).isEqualTo(200);
        assertThat(Clinic.sessionOf(undone)).isEqualTo(called);
        assertThat(undone.body().path("status").asText()).isEqualTo("waiting");
        assertThat(Clinic.sessionOf(ann.callNext(counter))).isEqualTo(called);
    }

    @Test
    void theEndOfAServiceIsTakenBack() {
        String session = CLINIC.joined(blood);
        ann.callNext(counter);
        Clinic.expect(200, ann.calls().post("/v1/sessions/" + session + "/serve"));
        Clinic.expect(200, ann.calls().post("/v1/sessions/" + session + "/complete"));

        Answer undone = ann.calls().post(undo);

        assertThat(Clinic.sessionOf(undone)).isEqualTo(session);
        assertThat(undone.body().path("status").asText()).isEqualTo("serving");
    }

    @Test
    void theSameIdempotencyKeyTakesBackOneStep() {
        CLINIC.joined(blood);
        CLINIC.joined(xray);
        ann.callNext(counter);
        String last = Clinic.sessionOf(ann.callNext(counter));
        HttpApi once = ann.calls().with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post(undo);
        Answer again = once.post(undo);

        assertThat(Clinic.sessionOf(first)).isEqualTo(last);
        assertThat(Clinic.sessionOf(again)).isEqualTo(last);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(CLINIC.manager().get(Clinic.path(counter)).body().path("sessions"))
                .hasSize(1);
    }

    @Test
    void whereNothingWasDoneNothingIsTakenBack() {
        Answer nothing = ann.calls().post(undo);
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.code()).isEqualTo("nothing_to_undo");
    }

    @Test
    void onlyThoseWhoWorkThereTakeBack() {
        CLINIC.joined(blood);
        ann.callNext(counter);
        CLINIC.put(Clinic.path(counter) + "/staff", Map.of("staff", List.of(Map.of("userId", ann.id()))));

        assertThat(CLINIC.worker().calls().post(undo).code()).isEqualTo("not_assigned");
        assertThat(ann.calls().post(undo).status()).isEqualTo(200);
    }
}
