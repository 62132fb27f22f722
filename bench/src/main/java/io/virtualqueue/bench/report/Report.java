package io.virtualqueue.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The page that a run makes.
 *
 * @param facts of machine and software, in the order in which to show them
 * @param method how it was measured: paragraphs
 */
public record Report(Map<String, String> facts, List<RowReport> rows, List<String> method) {
    public String toMarkdown() {
        StringBuilder page = new StringBuilder("# Benchmarks\n\nMade by `./vq bench`.\n\n");
        Table about = new Table("", "");
        facts.forEach(about::row);
        page.append(about).append("\n\n## Targets\n\n");
        page.append(findings(finding -> finding.verdict() != Verdict.NO_TARGET));
        page.append("\n\n## Further figures\n\n");
        page.append(findings(finding -> finding.verdict() == Verdict.NO_TARGET));
        page.append("\n");
        for (RowReport row : rows) {
            page.append("\n## `")
                    .append(row.name())
                    .append("`: ")
                    .append(row.title())
                    .append("\n\n");
            page.append(String.join("\n\n", row.details())).append("\n");
        }
        page.append("\n## How it was measured\n\n").append(String.join("\n\n", method));
        return page.append("\n").toString();
    }

    private String findings(Predicate<Finding> wanted) {
        Table table = new Table("row", "what", "measured", "limit, same run", "ratio", "target", "");
        boolean any = false;
        for (RowReport row : rows) {
            for (Finding finding : row.findings()) {
                if (wanted.test(finding)) {
                    any = true;
                    table.row(
                            "`" + row.name() + "`",
                            finding.what(),
                            finding.measured(),
                            finding.limit(),
                            finding.ratio(),
                            finding.target(),
                            finding.verdict().word());
                }
            }
        }
        return any ? table.toString() : "None in this run.";
    }
}
