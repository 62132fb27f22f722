package io.virtualqueue.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom: the table "Rooms" of docs/architecture.md. A new package gets a row here first. */
class RoomsTest {
    private static final String ROOT = "io.virtualqueue.server";
    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            Map.entry("db", List.of()),
            Map.entry("http", List.of()),
            Map.entry("trail", List.of("db")),
            Map.entry("vault", List.of("db")),
            Map.entry("journal", List.of("db", "trail")),
            Map.entry("identity", List.of("db", "http", "trail", "vault")),
            Map.entry("oauth", List.of("db", "http", "identity", "trail")),
            Map.entry("mail", List.of()),
            Map.entry("signin", List.of("db", "http", "identity", "mail", "trail", "vault")),
            Map.entry("tenant", List.of("db", "http", "identity", "mail", "trail", "vault")),
            Map.entry("throttle", List.of("http", "identity", "tenant")),
            Map.entry("queue", List.of("db", "http", "identity", "journal", "tenant", "trail")),
            Map.entry("session", List.of("db", "http", "identity", "journal", "tenant", "vault")),
            Map.entry("checkin", List.of("db", "http", "identity", "journal", "queue", "session", "trail")),
            Map.entry("release", List.of("db", "http", "identity", "journal")),
            Map.entry("desk", List.of("db", "http", "identity", "journal", "session")),
            Map.entry("counter", List.of("db", "desk", "http", "identity", "journal", "queue", "session", "trail")),
            Map.entry("feedback", List.of("db", "http", "identity", "journal", "session", "vault")),
            Map.entry("privacy", List.of("db", "feedback", "http", "identity", "journal", "session", "trail", "vault")),
            Map.entry("audit", List.of("db", "http", "identity", "journal")),
            Map.entry("push", List.of("db", "http", "identity", "journal", "session")),
            Map.entry("push.signalr", List.of("http", "identity", "push")),
            Map.entry("push.websocket", List.of("identity", "push")),
            Map.entry("push.socketio", List.of("http", "identity", "journal", "push", "session")),
            Map.entry("push.sse", List.of("db", "http", "identity", "journal", "push", "session")),
            Map.entry("outbound", List.of()),
            Map.entry(
                    "webhook",
                    List.of("db", "http", "identity", "journal", "mail", "outbound", "session", "trail", "vault")),
            Map.entry(
                    "compat",
                    List.of(
                            "db",
                            "desk",
                            "http",
                            "identity",
                            "journal",
                            "push.socketio",
                            "queue",
                            "session",
                            "signin",
                            "tenant",
                            "trail",
                            "webhook")),
            Map.entry("baseline", List.of("http")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> aRoomImportsOnlyItsNeighbours() {
        return ALLOWED.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    EvaluationResult result = check(room.getKey(), room.getValue(), CLASSES);
                    assertThat(result.getFailureReport().getDetails()).isEmpty();
                }));
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        Set<String> known = ALLOWED.keySet();
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1)))
                .isSubsetOf(known);
    }

    /** A rule that cannot fail proves nothing: without its neighbours, every room must break it. */
    @TestFactory
    Stream<DynamicTest> aForbiddenImportIsSeen() {
        return ALLOWED.entrySet().stream()
                .filter(room -> !room.getValue().isEmpty())
                .map(room -> DynamicTest.dynamicTest(
                        room.getKey(),
                        () -> assertThat(check(room.getKey(), List.of(), CLASSES)
                                        .getFailureReport()
                                        .getDetails())
                                .isNotEmpty()));
    }

    private static EvaluationResult check(String room, List<String> neighbours, JavaClasses classes) {
        DescribedPredicate<JavaClass> allowed =
                resideOutsideOfPackage(ROOT + "..").or(resideInAPackage(ROOT + "." + room));
        for (String neighbour : neighbours) {
            allowed = allowed.or(resideInAPackage(ROOT + "." + neighbour));
        }
        return ArchRuleDefinition.classes()
                .that(resideInAPackage(ROOT + "." + room))
                .should(onlyDependOnClassesThat(allowed))
                .allowEmptyShould(true)
                .evaluate(classes);
    }
}
