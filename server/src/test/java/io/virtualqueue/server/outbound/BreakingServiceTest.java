package io.virtualqueue.server.outbound;

import static io.virtualqueue.server.outbound.ScriptedReceiver.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakingServiceTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final CallRetries TWICE = new CallRetries(2, Duration.ofMillis(1));
    private static final String BAD = response(500, "", "no");
    private static final String GOOD = response(200, "", "yes");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private final Caller caller = Caller.open();

    @AfterEach
    void close() {
        caller.close();
    }

    private static BreakerPolicy after(int failures, Duration delay) {
        return new BreakerPolicy(failures, delay, BreakerPolicy.DEFAULT.isFailure());
    }

    private static int status(OutboundService service, String endpoint, URI url) throws OutboundException {
        return service.call(endpoint, Caller.post(url, Caller.LONG)).status();
    }

    private static void assertOpen(OutboundService service, String endpoint, URI url) {
        assertThatThrownBy(() -> status(service, endpoint, url))
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN));
    }

    private double breakers(String state) {
        return caller.registry
                .get("circuit.breaker.state")
                .tags("service", "test", "state", state)
                .gauge()
                .value();
    }

    @Test
    void fiveFailuresInARowOpenTheBreakerOfThatEndpointOnly() throws OutboundException {
        OutboundService service = caller.http.service("test", after(5, NEVER));
        try (var receiver = ScriptedReceiver.answering(BAD, BAD, BAD, BAD, GOOD, BAD)) {
            for (int i = 0; i < 9; i++) {
                assertThat(status(service, "a", receiver.url())).isEqualTo(i == 4 ? 200 : 500);
            }
            assertThat(service.openFor("a"))
                    .as("four before the success, four after")
                    .isEmpty();
            assertThat(status(service, "a", receiver.url())).isEqualTo(500);

            assertThat(service.openFor("a"))
                    .hasValueSatisfying(left -> assertThat(left).isBetween(NEVER.dividedBy(2), NEVER));
            assertOpen(service, "a", receiver.url());
            assertThat(receiver.heads()).hasSize(10);
            assertThat(status(service, "b", receiver.url())).isEqualTo(500);
            assertThat(service.openFor("b")).isEmpty();
        }
        assertThat(breakers("open")).isEqualTo(1);
        assertThat(breakers("closed")).isEqualTo(1);
        assertThat(breakers("half_open")).isZero();
        assertThat(caller.registry
                        .get("api.calls")
                        .tags("service", "test", "outcome", "circuit_open")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void callsWithoutAnswerAreFailures() {
        OutboundService service = caller.http.service("test", after(2, NEVER));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> status(service, "a", NOWHERE))
                    .isInstanceOfSatisfying(
                            OutboundException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.CONNECTION));
        }

        assertOpen(service, "a", NOWHERE);
    }

    @Test
    void thePolicySaysWhichAnswersAreFailures() throws OutboundException {
        try (var receiver = ScriptedReceiver.answering(response(404, "", ""))) {
            OutboundService lenient = caller.http.service("lenient", after(1, NEVER));
            OutboundService strict =
                    caller.http.service("strict", after(1, NEVER).withEveryErrorAsFailure());
            status(lenient, "a", receiver.url());
            status(strict, "a", receiver.url());

            assertThat(lenient.openFor("a")).isEmpty();
            assertThat(strict.openFor("a")).isPresent();
        }
    }

    @Test
    void afterTheDelayOneCallTriesAndItsSuccessClosesTheBreaker() throws OutboundException {
        OutboundService service = caller.http.service("test", after(2, SOON));
        try (var receiver = ScriptedReceiver.answering(BAD, BAD, BAD, GOOD)) {
            status(service, "a", receiver.url());
            status(service, "a", receiver.url());
            await().until(() -> service.openFor("a").isEmpty());

            assertThat(status(service, "a", receiver.url()))
                    .as("the trial fails")
                    .isEqualTo(500);
            assertThat(breakers("open")).isEqualTo(1);
            await().until(() -> service.openFor("a").isEmpty());
            assertThat(status(service, "a", receiver.url())).isEqualTo(200);

            assertThat(breakers("closed")).isEqualTo(1);
            assertThat(service.openFor("a")).isEmpty();
        }
    }

    @Test
    void whileOneCallTriesTheOthersWait() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        OutboundService service = caller.http.service("test", after(1, SOON));
        try (var receiver = ScriptedReceiver.doing((self, connection) -> {
            if (self.read(connection) == 1) {
                self.write(connection, BAD);
            } else {
                tried.await();
                self.write(connection, GOOD);
            }
        })) {
            status(service, "a", receiver.url());
            await().until(() -> service.openFor("a").isEmpty());
            CompletableFuture<Integer> trial = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    trial.complete(status(service, "a", receiver.url()));
                } catch (OutboundException failure) {
                    trial.completeExceptionally(failure);
                }
            });
            await().until(() -> receiver.heads().size() == 2);

            assertThat(breakers("half_open")).isEqualTo(1);
            assertThat(service.openFor("a")).isPresent();
            assertOpen(service, "a", receiver.url());
            tried.countDown();
            assertThat(trial.join()).isEqualTo(200);
            assertThat(service.openFor("a")).isEmpty();
        }
    }

    @Test
    void aCallIsMadeAgainUntilItSucceedsOrTheRetriesEnd() throws OutboundException {
        OutboundService service = caller.http.service("test", after(100, NEVER));
        try (var receiver = ScriptedReceiver.answering(BAD, BAD, GOOD, BAD)) {
            var request = Caller.post(receiver.url(), Caller.LONG);

            assertThat(service.callWithRetries("a", request, TWICE).status()).isEqualTo(200);
            assertThat(receiver.heads()).hasSize(3);
            assertThat(service.callWithRetries("a", request, TWICE).status()).isEqualTo(500);
            assertThat(receiver.heads()).hasSize(6);
        }
    }

    @Test
    void whatAnotherTryWouldNotChangeIsNotTriedAgain() {
        try (var guarded = Caller.guarded(Caller.ONE_ADDRESS, NameService.OF_SYSTEM)) {
            OutboundService service = guarded.http.service("test", after(100, NEVER));

            assertThatThrownBy(() -> service.callWithRetries(
                            "a", Caller.post(URI.create("http://10.0.0.1/"), Caller.LONG), TWICE))
                    .isInstanceOfSatisfying(
                            OutboundException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS));
            assertThat(guarded.registry
                            .get("api.calls")
                            .tag("outcome", "forbidden_address")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void anOpenBreakerEndsTheRetries() {
        OutboundService service = caller.http.service("test", after(2, NEVER));

        assertThatThrownBy(() -> service.callWithRetries("a", Caller.post(NOWHERE, Caller.LONG), TWICE))
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN));
    }

    @Test
    void onlySoManyEndpointsAreRemembered() throws OutboundException {
        var service = new BreakingService("few", after(1, NEVER), caller.http, new OutboundMetrics(caller.registry), 2);
        try (var receiver = ScriptedReceiver.answering(BAD)) {
            for (int i = 0; i < 10; i++) {
                status(service, "endpoint " + i, receiver.url());
            }
        }

        await().untilAsserted(() -> assertThat(caller.registry
                        .get("circuit.breaker.state")
                        .tags("service", "few", "state", "open")
                        .gauge()
                        .value())
                .isLessThanOrEqualTo(2));
    }
}
