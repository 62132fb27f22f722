package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.rows.Jmh.Score;
import java.util.List;

/** How the cost of a position grows with the line, without the server around it. */
public final class GrowthRow implements Row {
    private static final double TARGET = 2;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String title() {
        return "cost of a position by the length of the line (JMH)";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        Watched<List<Score>> all = Jmh.run(lab, "(.*\\.position|Floor.*)$");
        List<Score> positions = all.figure().stream()
                .filter(score -> score.method().endsWith(".position"))
                .toList();
        Score shortest = positions.getFirst();
        Score longest = positions.getLast();
        double ratio = longest.value() / shortest.value();
        return new RowReport(
                name(),
                title(),
                List.of(new Finding(
                        "position at " + Numbers.exact(longest.waiting()) + " waiting",
                        Numbers.rounded(longest.value()) + " " + longest.unit(),
                        Numbers.rounded(shortest.value()) + " " + shortest.unit() + " at "
                                + Numbers.exact(shortest.waiting()),
                        Numbers.ratio(ratio),
                        "≤ " + Numbers.ratio(TARGET),
                        Verdict.of(ratio <= TARGET, all.cpu().isDisturbed()))),
                Jmh.details(all));
    }
}
