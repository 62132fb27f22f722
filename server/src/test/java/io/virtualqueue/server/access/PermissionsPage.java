package io.virtualqueue.server.access;

import io.virtualqueue.server.identity.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/reference/permissions.md. */
final class PermissionsPage {
    private static final Path PAGE = Path.of("..", "docs", "reference", "permissions.md");
    private static final Pattern ROUTE = Pattern.compile("^\\| `[A-Z]+ /");
    private static final String HEAD = Stream.concat(
                    Stream.of("route"), Arrays.stream(Holder.values()).map(Holder::heading))
            .collect(Collectors.joining(" | ", "| ", " |"));

    private PermissionsPage() {}

    /** What a cell says. */
    sealed interface Cell {
        /** Allowed. */
        record Allowed() implements Cell {}

        /** Allowed for what the credential is for; anything else of the tenant is unknown. */
        record Own() implements Cell {}

        /** Allowed to keys with all of these scopes; others get 403. */
        record Scoped(Set<Scope> scopes) implements Cell {}

        /** Whatever is in the request decides, not the credential. */
        record Open() implements Cell {}

        /** Answered with this status. */
        record Refused(int status) implements Cell {}
    }

    /** A line of a table. */
    record Row(String route, Map<Holder, Cell> cells) {}

    static List<Row> rows() {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(ROUTE.asPredicate()).map(PermissionsPage::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all tables have the columns in their usual order. */
    static boolean hasUsualHeads() {
        try (Stream<String> lines = Files.lines(PAGE)) {
            List<String> heads =
                    lines.filter(line -> line.startsWith("| route")).toList();
            return !heads.isEmpty() && heads.stream().allMatch(HEAD::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList();
        if (columns.size() != Holder.values().length + 1) {
            throw new AssertionError("not a cell for each column: " + line);
        }
        Map<Holder, Cell> cells = new EnumMap<>(Holder.class);
        Iterator<String> texts = columns.iterator();
        String route = texts.next().replace("`", "");
        for (Holder holder : Holder.values()) {
            cells.put(holder, cell(texts.next()));
        }
        return new Row(route, cells);
    }

    private static Cell cell(String text) {
        return switch (text) {
            case "yes" -> new Cell.Allowed();
            case "own" -> new Cell.Own();
            case "open" -> new Cell.Open();
            case "401", "403", "404" -> new Cell.Refused(Integer.parseInt(text));
            default ->
                new Cell.Scoped(Arrays.stream(text.split(" \\+ "))
                        .map(name -> Scope.ofWireName(name)
                                .orElseThrow(() -> new AssertionError("not a word for a cell: " + text)))
                        .collect(Collectors.toSet()));
        };
    }
}
