package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of staff from every status that a session of a desk can have, reached by real steps. */
class StaffActionTableTest {
    private static final UUID ID = new UUID(1, 1);

    private static final List<Command> ACTIONS = List.of(
            new Command.CallChosen(ID, "B"),
            new Command.Recall(ID),
            new Command.Serve(ID),
            new Command.Complete(ID),
            new Command.NoShow(ID),
            new Command.PutBack(ID, null),
            new Command.PutBack(ID, true, "B"),
            new Command.Move(ID, "vip", new Placement.Last()),
            new Command.ChooseReadyAt(ID, 7),
            new Command.Leave(ID),
            new Command.TransferOut(ID));

    /** One row for each status, one column for each action with the status after it; a dash is refused. */
    private static final String TABLE = """
            WAITING     CALLED -      -       -         NO_SHOW -       -       WAITING WAITING LEFT TRANSFERRED
            CALLED      -      CALLED SERVING COMPLETED NO_SHOW WAITING WAITING -       -       LEFT TRANSFERRED
            SERVING     -      -      -       COMPLETED NO_SHOW WAITING WAITING -       -       LEFT TRANSFERRED
            COMPLETED   -      -      -       -         -       -       -       -       -       -    -
            NO_SHOW     -      -      -       -         -       WAITING WAITING -       -       -    -
            LEFT        -      -      -       -         -       -       -       -       -       -    -
            TRANSFERRED -      -      -       -         -       -       -       -       -       -    -
            """;

    static Stream<Arguments> table() {
        return TABLE.lines().flatMap(line -> {
            List<String> cells = List.of(line.split(" +", -1));
            return IntStream.range(0, ACTIONS.size())
                    .mapToObj(column -> Arguments.of(
                            SessionStatus.valueOf(cells.getFirst()), ACTIONS.get(column), cells.get(column + 1)));
        });
    }

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @MethodSource("table")
    void anActionDoesWhatTheTableSaysAndUndoTakesItBack(SessionStatus before, Command action, String after) {
        Scene desk = deskWith(before);
        Session earlier = desk.session(ID);
        List<UUID> line = desk.line();

        if (after.equals("-")) {
            assertThat(desk.reject(action)).isEqualTo(Rejection.ILLEGAL_TRANSITION);
            return;
        }
        assertThat(desk.accept(action)).isNotEmpty();
        assertThat(desk.status(ID)).isEqualTo(SessionStatus.valueOf(after));
        desk.pass(Duration.ofSeconds(1));
        Command undo = new Command.Undo(desk.session(ID), earlier);
        if (desk.status(ID) == SessionStatus.LEFT || desk.status(ID) == SessionStatus.TRANSFERRED) {
            assertThat(desk.reject(undo)).isEqualTo(Rejection.ILLEGAL_TRANSITION);
        } else {
            desk.accept(undo);
            assertThat(desk.status(ID)).isEqualTo(before);
            assertThat(desk.line()).isEqualTo(line);
        }
    }

    /** A desk with others before and behind, and one session that has come into this status by steps of staff. */
    private static Scene deskWith(SessionStatus status) {
        Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));
        assertThat(desk.join()).isEqualTo(ID);
        desk.pass(Duration.ofSeconds(1));
        desk.join("high");
        desk.join();
        List<Command> way = switch (status) {
            case CALLED -> List.of(new Command.CallChosen(ID, "A"));
            case SERVING -> List.of(new Command.CallChosen(ID, "A"), new Command.Serve(ID));
            case COMPLETED -> List.of(new Command.CallChosen(ID, "A"), new Command.Serve(ID), new Command.Complete(ID));
            case NO_SHOW -> List.of(new Command.CallChosen(ID, "A"), new Command.NoShow(ID));
            case LEFT -> List.of(new Command.Leave(ID));
            case TRANSFERRED -> List.of(new Command.TransferOut(ID));
            default -> List.of();
        };
        for (Command step : way) {
            desk.pass(Duration.ofSeconds(1));
            desk.accept(step);
        }
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.status(ID)).isEqualTo(status);
        return desk;
    }
}
