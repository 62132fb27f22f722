package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command about a session, from every status, in both kinds of queue. */
class TransitionTableTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID USER = new UUID(2, 1);

    private static final List<Command> COMMANDS = List.of(
            new Command.Serve(ID),
            new Command.Complete(ID),
            new Command.PutBack(ID, true),
            new Command.Leave(ID),
            new Command.NoShow(ID),
            new Command.TransferOut(ID));

    /** One row for each status, one column for each of the commands; a dash is an illegal transition. */
    private static final String WAITING_ROOM = """
            WAITING     -        -          -        LEFT  NO_SHOW  TRANSFERRED
            RELEASED    SERVING  COMPLETED  -        LEFT  NO_SHOW  TRANSFERRED
            SERVING     -        COMPLETED  -        LEFT  NO_SHOW  TRANSFERRED
            COMPLETED   -        -          -        -     -        -
            LEFT        -        -          -        -     -        -
            EXPIRED     -        -          -        -     -        -
            NO_SHOW     -        -          -        -     -        -
            TRANSFERRED -        -          -        -     -        -
            """;

    private static final String SERVICE_DESK = """
            WAITING     -        -          -        LEFT  NO_SHOW  TRANSFERRED
            CALLED      SERVING  COMPLETED  WAITING  LEFT  NO_SHOW  TRANSFERRED
            SERVING     -        COMPLETED  WAITING  LEFT  NO_SHOW  TRANSFERRED
            COMPLETED   -        -          -        -     -        -
            LEFT        -        -          -        -     -        -
            EXPIRED     -        -          -        -     -        -
            NO_SHOW     -        -          WAITING  -     -        -
            TRANSFERRED -        -          -        -     -        -
            """;

    static Stream<Arguments> table() {
        return Stream.concat(
                rows(QueueSettings.waitingRoom("room", 10, 60), WAITING_ROOM),
                rows(QueueSettings.serviceDesk("desk"), SERVICE_DESK));
    }

    private static Stream<Arguments> rows(QueueSettings settings, String table) {
        return table.lines().flatMap(line -> {
            List<String> cells = List.of(line.split(" +", -1));
            return Stream.iterate(0, column -> column + 1)
                    .limit(COMMANDS.size())
                    .map(column -> Arguments.of(
                            settings,
                            SessionStatus.valueOf(cells.getFirst()),
                            COMMANDS.get(column),
                            cells.get(column + 1)));
        });
    }

    @ParameterizedTest(name = "{1}: {2} gives {3}")
    @MethodSource("table")
    void aCommandDoesWhatTheTableSays(QueueSettings settings, SessionStatus before, Command command, String expected) {
        Scene scene = sceneWith(settings, before);

        if (expected.equals("-")) {
            assertThat(scene.reject(command)).isEqualTo(Rejection.ILLEGAL_TRANSITION);
        } else {
            assertThat(scene.accept(command)).hasSize(1);
            assertThat(scene.status(ID)).isEqualTo(SessionStatus.valueOf(expected));
            assertThat(scene.session(ID).since()).isEqualTo(scene.now);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aStrangerIsUnknown(Command command) {
        assertThat(Scene.of(QueueSettings.serviceDesk("desk")).reject(command)).isEqualTo(Rejection.UNKNOWN_SESSION);
    }

    static List<Command> commands() {
        return COMMANDS;
    }

    /** A queue with one session, that has come into this status a second ago. */
    private static Scene sceneWith(QueueSettings settings, SessionStatus status) {
        Scene scene = Scene.of(settings);
        Session session = new Session(ID, USER, Level.NORMAL, 7, 2, status, scene.now, scene.now, null);
        List<Session> live = status.isLive() ? List.of(session) : List.of();
        scene.state = QueueState.restore(new Snapshot(
                        2, scene.now, settings, false, scene.now, scene.now, scene.state.bucket(), Shares.NONE, live))
                .remembering(List.of(session));
        scene.now = scene.now.plusSeconds(1);
        return scene;
    }
}
