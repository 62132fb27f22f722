package io.virtualqueue.bench;

import io.virtualqueue.bench.machine.Children;
import io.virtualqueue.bench.machine.Cores;
import io.virtualqueue.bench.machine.CpuUse;
import io.virtualqueue.bench.machine.Machine;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.Report;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.server.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command {@code ./vq bench}. */
public final class Main {
    private static final int WRONG_ARGUMENTS = 2;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Main() {}

    /** Reads the arguments, measures, prints; ends with 1 when a row failed and with 2 when the arguments were wrong. */
    public static void main(String[] words) throws Exception {
        List<Row> rows;
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(words));
            rows = Rows.named(arguments.rows());
        } catch (IllegalArgumentException wrong) {
            System.err.println("vq: " + wrong.getMessage());
            System.exit(WRONG_ARGUMENTS);
            return;
        }
        if (arguments.isList()) {
            rows.forEach(row -> System.out.printf("%-24s %s%n", row.name(), row.title()));
            return;
        }
        System.exit(measure(arguments, rows) ? 0 : 1);
    }

    private static boolean measure(Arguments arguments, List<Row> rows) throws IOException, InterruptedException {
        Path home = Path.of(setting("vq.home"));
        Cores cores = Cores.ofThisMachine();
        Map<String, String> facts = Machine.facts(cores);
        cores.takeLoadCores();
        Launcher launcher = new Launcher(
                Children.endedWithThisProcess(),
                cores,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of(setting("vq.jar")),
                List.of(setting("vq.server.options").split("\n", -1)),
                home.resolve("bench").resolve("target").resolve("data"));
        Scale scale = arguments.isQuick() ? Scale.QUICK : Scale.FULL;
        facts.put("commit", setting("vq.commit"));
        facts.put("options of Java", "`" + serverOptions() + "` and an AOT cache");
        List<RowReport> reports = new ArrayList<>();
        try (Lab lab = new Lab(launcher, scale)) {
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                lab.say(row.name() + ": " + row.title());
                reports.add(measure(lab, row));
                if (rows.subList(i + 1, rows.size()).stream().noneMatch(Row::usesCrowd)) {
                    lab.crowd().discard();
                }
                facts.put("PostgreSQL", lab.postgresVersion());
                facts.put("date", MINUTE.format(Instant.now()));
                // After each row: what was measured stays when a later one is stopped.
                write(arguments, home, new Report(facts, reports, method(scale, cores)));
            }
        }
        System.out.println(new Report(facts, reports, method(scale, cores)).toMarkdown());
        return reports.stream().noneMatch(RowReport::isFailed);
    }

    private static String serverOptions() {
        return setting("vq.server.options")
                .lines()
                .filter(option -> !option.startsWith("-XX:AOTCache="))
                .collect(Collectors.joining(" "));
    }

    private static RowReport measure(Lab lab, Row row) {
        try {
            return row.measure(lab);
        } catch (Exception failure) {
            failure.printStackTrace();
            return RowReport.failed(row.name(), row.title(), String.valueOf(failure.getMessage()));
        }
    }

    private static void write(Arguments arguments, Path home, Report report) throws IOException {
        if (arguments.writesPage()) {
            Path latest = home.resolve("bench").resolve("results").resolve("latest.md");
            Files.createDirectories(latest.getParent());
            Files.writeString(latest, report.toMarkdown());
        }
    }

    private static String setting(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("run it through ./vq bench, which sets " + name);
        }
        return value;
    }

    private static List<String> method(Scale scale, Cores cores) {
        return List.of(
                "Servers run as processes of their own, started with the Java options above from the packaged application,"
                        + " with an embedded PostgreSQL on this disk (`fsync`, `synchronous_commit` and"
                        + " `full_page_writes` on), on the loopback. Cores: "
                        + cores.layout() + ".",
                "The load comes from "
                        + "a generator of our own (package `load`): each connection sends its next request"
                        + " when it has the answer to the last one. Every answer's status is looked at, and where the row"
                        + " says so its content; one wrong answer fails the row. Latencies are from the sending of a"
                        + " request to the reading of its answer, so that a server that is late is not asked more slowly"
                        + " by others, but by its own callers.",
                "Limits and row are measured in turn, each once for nothing and then "
                        + scale.pairs() + " times (" + scale.fewerPairs()
                        + " where there is no target), for "
                        + Numbers.seconds(scale.window().toMillis() / 1e3) + " after "
                        + Numbers.seconds(scale.settle().toMillis() / 1e3)
                        + " of running in. Figures are medians, with least and most in parentheses; a ratio is the median"
                        + " of the ratios of the pairs.",
                "CPU time is user and system time from `/proc`, per answer: of the JVM, and of all processes of"
                        + " PostgreSQL. Its ratios do not depend on the load generator, with which the server may have to"
                        + " share its cores.",
                "Load from outside is the CPU time of the whole machine less that of ours. A run with more than "
                        + Numbers.percent(CpuUse.MAX_OUTSIDE_SHARE)
                        + " of all cores is thrown away and repeated, at most " + scale.repeats()
                        + " times; a row that was still disturbed says so and is not counted as reached.");
    }
}
