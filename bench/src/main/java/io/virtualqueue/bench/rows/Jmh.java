package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.machine.CpuUse;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks of the package {@code line} in JVMs of their own. */
final class Jmh {
    private static final String PACKAGE = "io\\.virtualqueue\\.bench\\.line\\.";
    private static final String WAITING = "waiting";
    private static final int HALF = 2;

    private Jmh() {}

    /**
     * A score.
     *
     * @param method class and method
     * @param waiting how many wait
     * @param error half of the confidence interval of 99.9 %
     */
    record Score(String method, long waiting, double value, double error, String unit) {}

    /** Runs those whose class and method match; all of them again when there was too much load from outside. */
    static Watched<List<Score>> run(Lab lab, String include) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(PACKAGE + include)
                .shouldFailOnError(true)
                .output(lab.launcher().temporary().resolveSibling("jmh.log").toString());
        if (lab.scale().divisor() > 1) {
            options.param(WAITING, "1000", "10000")
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(HALF)
                    .measurementTime(TimeValue.milliseconds(200));
        }
        return lab.undisturbed(
                CpuUse.MAX_OUTSIDE_SHARE, () -> lab.watch(() -> scores(new Runner(options.build()).run())));
    }

    private static List<Score> scores(Collection<RunResult> results) {
        List<Score> scores = new ArrayList<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            String waiting = result.getParams().getParam(WAITING);
            scores.add(new Score(
                    method,
                    waiting == null ? 0 : Long.parseLong(waiting),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    result.getPrimaryResult().getScoreUnit()));
        }
        scores.sort(Comparator.comparing(Score::method).thenComparingLong(Score::waiting));
        return scores;
    }

    /** What goes below the first table: every score, and the load from outside. */
    static List<String> details(Watched<List<Score>> scores) {
        return List.of(
                table(scores.figure()).toString(),
                "Load from outside: " + Numbers.percent(scores.cpu().outsideShare()) + ".");
    }

    private static Table table(List<Score> scores) {
        Table table = new Table("benchmark", "waiting", "score", "± (99.9 %)", "unit");
        for (Score score : scores) {
            table.row(
                    "`" + score.method() + "`",
                    Numbers.exact(score.waiting()),
                    Numbers.rounded(score.value()),
                    Numbers.rounded(score.error()),
                    score.unit());
        }
        return table;
    }
}
