package io.virtualqueue.bench.report;

import java.util.List;

/**
 * What a row found.
 *
 * @param findings for the first table
 * @param details for the row's own section: paragraphs and tables in Markdown
 */
public record RowReport(String name, String title, List<Finding> findings, List<String> details) {
    private static final String FAILED = "**failed**";

    public RowReport {
        findings = List.copyOf(findings);
        details = List.copyOf(details);
    }

    /** Of a row that could not be measured. */
    public static RowReport failed(String name, String title, String why) {
        Finding finding = new Finding(title, FAILED, "", "", "", Verdict.MISSED);
        return new RowReport(name, title, List.of(finding), List.of("Failed: " + why));
    }

    /** Whether it could not be measured. */
    public boolean isFailed() {
        return findings.stream().anyMatch(finding -> finding.measured().equals(FAILED));
    }
}
