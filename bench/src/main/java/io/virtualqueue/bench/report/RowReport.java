package io.virtualqueue.bench.report;

import java.util.List;

/**
 * What a row found.
 *
 * @param findings for the first table
 * @param details for the row's own section: paragraphs and tables in Markdown
 */
public record RowReport(String name, String title, List<Finding> findings, List<String> details) {
    public RowReport {
        findings = List.copyOf(findings);
        details = List.copyOf(details);
    }

    /** Of a row that could not be measured. */
    public static RowReport failed(String name, String title, String why) {
        Finding finding = new Finding(title, "**failed**", "", "", "", Verdict.MISSED);
        return new RowReport(name, title, List.of(finding), List.of("Failed: " + why));
    }
}
