package io.virtualqueue.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.access.PermissionsPage.Cell;
import io.virtualqueue.server.access.PermissionsPage.Row;
import io.virtualqueue.server.identity.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every cell of docs/reference/permissions.md against the running server: every route of the API's description
 * with every kind of credential.
 */
class PermissionsIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final Map<String, Route> ROUTES =
            Route.of(SERVER).stream().collect(Collectors.toMap(Route::name, Function.identity()));
    private static final AccessWorld WORLD = AccessWorld.on(SERVER);
    private static final Set<Integer> CLOSED = Set.of(401, 403, 404, 405);
    private static final String KEYS = "POST /v1/tenants/{tenantId}/applications/{applicationId}/keys";
    /** What ends the caller's own log-in. */
    private static final Set<String> LOG_OUTS = Set.of("/v1/auth/logout", "/auth/logout", "/api/staff/logout");

    @Test
    void everyRouteHasARowAndEveryRowARoute() {
        assertThat(PermissionsPage.hasUsualHeads()).isTrue();
        assertThat(PermissionsPage.rows())
                .extracting(Row::route)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAllowsWhatThePageSays() {
        return PermissionsPage.rows().stream()
                .filter(row -> ROUTES.containsKey(row.route()))
                .map(row -> DynamicTest.dynamicTest(
                        row.route(), () -> assertThat(wrongCells(row)).isEmpty()));
    }

    /** A test that finds nothing wrong proves nothing: a page that says the opposite must be wrong in every cell. */
    @Test
    void aWrongCellIsFound() {
        Row listTenants = PermissionsPage.rows().stream()
                .filter(row -> row.route().equals("GET /v1/tenants"))
                .findFirst()
                .orElseThrow();
        Map<Holder, Cell> opposite = listTenants.cells().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        cell -> cell.getValue() instanceof Cell.Allowed ? new Cell.Refused(403) : new Cell.Allowed()));

        assertThat(wrongCells(new Row(listTenants.route(), opposite))).hasSize(Holder.values().length);
    }

    private static List<String> wrongCells(Row row) {
        Route route = Objects.requireNonNull(ROUTES.get(row.route()));
        List<String> wrong = new ArrayList<>();
        row.cells()
                .forEach((holder, cell) -> differences(route, holder, cell)
                        .forEach(difference -> wrong.add(holder.heading() + ": " + difference)));
        return wrong;
    }

    private static List<String> differences(Route route, Holder holder, Cell cell) {
        HttpApi caller = LOG_OUTS.contains(route.path()) ? WORLD.newcomer(holder) : WORLD.caller(holder);
        return switch (cell) {
            case Cell.Allowed() -> allowed(route, caller);
            case Cell.Refused(int status) -> refused(status, ask(route, caller, WORLD::id));
            case Cell.Own() -> {
                List<String> found = new ArrayList<>(allowed(route, caller));
                found.addAll(refused(404, ask(route, caller, PermissionsIT::anothers)));
                yield found;
            }
            case Cell.Open() -> {
                int status = ask(route, caller, WORLD::id);
                int withNone = ask(route, WORLD.caller(Holder.NONE), WORLD::id);
                yield status == withNone && status < 500 && status != 403
                        ? List.of()
                        : List.of(status + ", but " + withNone + " without a credential");
            }
            case Cell.Scoped(Set<Scope> scopes) -> scoped(route, caller, scopes);
        };
    }

    private static List<String> scoped(Route route, HttpApi allScopes, Set<Scope> scopes) {
        List<String> found = new ArrayList<>(allowed(route, allScopes));
        if (ROUTES.containsKey(KEYS)) {
            found.addAll(allowed(route, WORLD.keyWith(names(scopes))));
            for (Scope missing : scopes) {
                Set<Scope> others = EnumSet.copyOf(Scope.ALL);
                others.remove(missing);
                found.addAll(refused(403, ask(route, WORLD.keyWith(names(others)), WORLD::id)));
            }
        }
        return found;
    }

    private static List<String> names(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).toList();
    }

    private static List<String> allowed(Route route, HttpApi caller) {
        String last = route.parameters().isEmpty() ? "" : route.parameters().getLast();
        boolean deletes = route.method().equals("DELETE") && route.path().endsWith("{" + last + "}");
        int status = ask(
                route,
                caller,
                parameter -> deletes && parameter.equals(last) ? WORLD.fresh(parameter) : WORLD.id(parameter));
        return CLOSED.contains(status) || status >= 500 ? List.of("allowed, but " + status) : List.of();
    }

    private static List<String> refused(int expected, int status) {
        return status == expected ? List.of() : List.of(expected + ", but " + status);
    }

    private static String anothers(String parameter) {
        return parameter.equals("tenantId") ? WORLD.id(parameter) : WORLD.otherId(parameter);
    }

    private static int ask(Route route, HttpApi caller, UnaryOperator<String> ids) {
        return route.send(caller, route.filled(ids), "{}").status();
    }
}
