package io.virtualqueue.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void showsTargetsFirstThenTheRestThenEachRow() {
        Finding held =
                new Finding("512 connections", "28,000/s", "80,000/s", "0.35", "≥ 0.40", Verdict.of(false, false));
        Finding seen = Finding.plain("64 connections", "9,000/s", "40,000/s", "0.23");
        RowReport row = new RowReport("join", "durable joins", List.of(held, seen), List.of("One.", "Two."));
        String page = new Report(Map.of("CPU", "some, 4 cores"), List.of(row), List.of("Carefully.")).toMarkdown();
        assertThat(page).isEqualTo("""
                # Benchmarks

                Made by `./vq bench`.

                |  |  |
                |---|---|
                | CPU | some, 4 cores |

                ## Targets

                | row | what | measured | limit, same run | ratio | target |  |
                |---|---|---|---|---|---|---|
                | `join` | 512 connections | 28,000/s | 80,000/s | 0.35 | ≥ 0.40 | **missed** |

                ## Further figures

                | row | what | measured | limit, same run | ratio | target |  |
                |---|---|---|---|---|---|---|
                | `join` | 64 connections | 9,000/s | 40,000/s | 0.23 |  |  |

                ## `join`: durable joins

                One.

                Two.

                ## How it was measured

                Carefully.
                """);
    }

    @Test
    void aDisturbedFigureIsNeverReached() {
        assertThat(Verdict.of(true, true)).isEqualTo(Verdict.DISTURBED);
        assertThat(Verdict.of(true, false)).isEqualTo(Verdict.REACHED);
    }

    @Test
    void aFailedRowIsAmongTheTargets() {
        RowReport failed = RowReport.failed("join", "durable joins", "the load saw errors");
        assertThat(failed.isFailed()).isTrue();
        assertThat(new Report(Map.of(), List.of(failed), List.of()).toMarkdown())
                .contains(
                        "| `join` | durable joins | **failed** |", "Failed: the load saw errors", "None in this run.");
    }

    @Test
    void aTableTakesOnlyWholeRows() {
        Table table = new Table("a", "b");
        assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(table.row("1|2", "3")).hasToString("| a | b |\n|---|---|\n| 1\\|2 | 3 |");
    }
}
