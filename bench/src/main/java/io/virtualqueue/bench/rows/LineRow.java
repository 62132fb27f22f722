package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.rows.Jmh.Score;
import java.util.ArrayList;
import java.util.List;

/** What joins, leaves and releases cost the line in memory, without the server around it. */
public final class LineRow implements Row {
    @Override
    public String name() {
        return "line";
    }

    @Override
    public String title() {
        return "cost of changes to the line in memory (JMH)";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        Watched<List<Score>> scores = Jmh.run(lab, ".*\\.(join|leave|release)$");
        List<Finding> findings = new ArrayList<>();
        for (Score score : scores.figure()) {
            findings.add(Finding.plain(
                    "`" + score.method() + "` at " + Numbers.exact(score.waiting()) + " waiting"
                            + (scores.cpu().isDisturbed() ? " (disturbed)" : ""),
                    Numbers.rounded(score.value()) + " " + score.unit(),
                    "",
                    ""));
        }
        return new RowReport(name(), title(), findings, Jmh.details(scores));
    }
}
