package io.virtualqueue.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.PassUse;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFieldsTest {
    private static final QueueSettings ROOM = QueueSettings.waitingRoom("room", 100, 10);
    private static final QueueSettings DESK = QueueSettings.serviceDesk("desk");

    private static Fields fields(String json) {
        return Fields.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static QueueSettings created(String json) {
        Fields fields = fields(json);
        QueueSettings settings = SettingsFields.create(fields);
        fields.check();
        return settings;
    }

    private static QueueSettings changed(QueueSettings before, String json) {
        Fields fields = fields(json);
        QueueSettings after = SettingsFields.change(fields, before).apply(before);
        fields.check();
        return after;
    }

    private static List<String> badFields(Fields fields) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, fields::check);
        return problem == null
                ? List.of()
                : Objects.requireNonNull(problem.problem().errors()).stream()
                        .map(Problem.FieldError::field)
                        .toList();
    }

    private static List<String> badOnCreating(String json) {
        Fields fields = fields(json);
        SettingsFields.create(fields);
        return badFields(fields);
    }

    private static List<String> badOnChanging(QueueSettings now, String json) {
        Fields fields = fields(json);
        SettingsFields.change(fields, now);
        return badFields(fields);
    }

    @Test
    void aQueueIsAWaitingRoomUnlessItSaysOtherwise() {
        assertThat(created("{'name': 'room', 'maxConcurrentUsers': 100, 'releaseRatePerMinute': 10}"))
                .isEqualTo(ROOM);
    }

    @Test
    void aWaitingRoomReleasesSixtyPerMinuteUnlessItSaysOtherwise() {
        assertThat(created("{'name': 'room', 'maxConcurrentUsers': 5}").releaseRatePerMinute())
                .isEqualTo(60);
    }

    @Test
    void aWaitingRoomNeedsACapacity() {
        assertThat(badOnCreating("{'name': 'room', 'maxConcurrentUsers': null}"))
                .containsExactly("maxConcurrentUsers");
    }

    @Test
    void aDeskNeedsOnlyAName() {
        assertThat(created("{'kind': 'service_desk', 'name': 'desk'}")).isEqualTo(DESK);
    }

    @Test
    void everySettingCanBeSet() {
        QueueSettings settings = created("""
                {"name": "n", "description": "d", "kind": "service_desk", "status": "paused", "maxConcurrentUsers": 3,
                 "releaseRatePerMinute": 0, "passTtlSeconds": 1, "servingTimeoutSeconds": 2, "abandonAfterSeconds": 3,
                 "passUse": "offline", "order": "shares", "defaultPriority": "b",
                 "priorities": [{"name": "b", "level": 1, "headStartSeconds": 86400},
                                {"name": "a", "level": 1000, "weight": 100}]}""");

        assertThat(settings)
                .isEqualTo(new QueueSettings(
                        "n",
                        "d",
                        QueueKind.SERVICE_DESK,
                        QueueStatus.PAUSED,
                        List.of(new Level(1000, "a", 100, 0), new Level(1, "b", 1, 86_400)),
                        1,
                        3,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        PassUse.OFFLINE,
                        LineOrder.SHARES));
    }

    @Test
    void everyBadFieldIsNamed() {
        assertThat(badOnCreating("""
                {"name": "", "description": 1, "kind": "shop", "status": "open", "isActive": "yes",
                 "maxConcurrentUsers": 0, "releaseRatePerMinute": 1e400, "passTtlSeconds": 0,
                 "servingTimeoutSeconds": 86401, "abandonAfterSeconds": -1, "passUse": "both", "order": "any",
                 "defaultPriority": 7,
                 "priorities": [{"name": "a\\u0000", "level": 0}, {"name": "b", "level": 1.5}, 3,
                                {"name": "c", "level": 3, "weight": 0, "headStartSeconds": 86401}]}"""))
                .contains(
                        "name",
                        "description",
                        "kind",
                        "status",
                        "isActive",
                        "maxConcurrentUsers",
                        "releaseRatePerMinute",
                        "passTtlSeconds",
                        "servingTimeoutSeconds",
                        "abandonAfterSeconds",
                        "passUse",
                        "order",
                        "priorities[0].name",
                        "priorities[0].level",
                        "priorities[1].level",
                        "priorities[2]",
                        "priorities[3].weight",
                        "priorities[3].headStartSeconds")
                .doesNotHaveDuplicates();
    }

    @Test
    void prioritiesAreUniqueInNameAndLevel() {
        assertThat(badOnCreating("""
                {"name": "n", "maxConcurrentUsers": 1, "priorities":
                 [{"name": "normal", "level": 1}, {"name": "normal", "level": 2}, {"name": "b", "level": 1}]}""")).containsExactly("priorities[1].name", "priorities[2].level");
    }

    @Test
    void aQueueHasOneToThirtyTwoPriorities() {
        String many = IntStream.rangeClosed(1, 33)
                .mapToObj(level -> "{'name': 'p" + level + "', 'level': " + level + "}")
                .collect(Collectors.joining(","));

        assertThat(badOnCreating("{'name': 'n', 'maxConcurrentUsers': 1, 'priorities': []}"))
                .containsExactly("priorities");
        assertThat(badOnCreating("{'name': 'n', 'maxConcurrentUsers': 1, 'priorities': [" + many + "]}"))
                .containsExactly("priorities");
    }

    @Test
    void whoBringsPrioritiesWithoutNormalMustNameTheDefault() {
        assertThat(badOnCreating(
                        "{'name': 'n', 'maxConcurrentUsers': 1, 'priorities': [{'name': 'gold', 'level': 2}]}"))
                .containsExactly("defaultPriority");
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        assertThat(changed(ROOM, "{}")).isEqualTo(ROOM);
        assertThat(changed(ROOM, "{'name': 'hall'}")).isEqualTo(QueueSettings.waitingRoom("hall", 100, 10));
    }

    @Test
    void nullClearsWhatMayBeMissing() {
        QueueSettings limited =
                changed(DESK, "{'description': 'd', 'maxConcurrentUsers': 3, 'releaseRatePerMinute': 4}");

        assertThat(changed(limited, "{'description': null, 'maxConcurrentUsers': null, 'releaseRatePerMinute': null}"))
                .isEqualTo(DESK);
    }

    @Test
    void aWaitingRoomKeepsItsLimits() {
        assertThat(badOnChanging(ROOM, "{'maxConcurrentUsers': null, 'releaseRatePerMinute': null}"))
                .containsExactly("maxConcurrentUsers", "releaseRatePerMinute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "status",
                "isActive",
                "passTtlSeconds",
                "servingTimeoutSeconds",
                "abandonAfterSeconds",
                "passUse",
                "order",
                "priorities",
                "defaultPriority"
            })
    void whatMustBeThereCannotBeCleared(String field) {
        assertThat(badOnChanging(ROOM, "{'" + field + "': null}")).containsExactly(field);
    }

    @Test
    void theKindStays() {
        assertThat(badOnChanging(ROOM, "{'kind': 'service_desk'}")).containsExactly("kind");
        assertThat(changed(ROOM, "{'kind': 'waiting_room'}")).isEqualTo(ROOM);
    }

    @Test
    void olderClientsSwitchWithIsActive() {
        QueueSettings paused = ROOM.withStatus(QueueStatus.PAUSED);
        QueueSettings closed = ROOM.withStatus(QueueStatus.CLOSED);

        assertThat(changed(ROOM, "{'isActive': false}")).isEqualTo(paused);
        assertThat(changed(closed, "{'isActive': false}")).isEqualTo(closed);
        assertThat(changed(paused, "{'isActive': true}")).isEqualTo(ROOM);
        assertThat(changed(ROOM, "{'isActive': true, 'status': 'closed'}")).isEqualTo(closed);
    }

    @Test
    void theDefaultPriorityStaysWhenItsLevelIsRenamed() {
        QueueSettings renamed = changed(ROOM, "{'priorities': [{'name': 'everyone', 'level': 20}]}");

        assertThat(renamed.level(renamed.defaultLevel())).contains(new Level(20, "everyone"));
    }

    @Test
    void aDefaultPriorityThatIsGoneWhenTheChangeIsDecidedNamesNoLevel() {
        var change = SettingsFields.change(fields("{'defaultPriority': 'vip'}"), ROOM);
        QueueSettings meanwhile = changed(ROOM, "{'priorities': [{'name': 'all', 'level': 20}]}");

        QueueSettings after = change.apply(meanwhile);

        assertThat(after.level(after.defaultLevel())).isEmpty();
    }
}
