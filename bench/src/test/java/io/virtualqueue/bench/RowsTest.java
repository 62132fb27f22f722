package io.virtualqueue.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void namesAreUniqueAndSayWhatTheyMeasure() {
        assertThat(Rows.all()).extracting(Row::name).doesNotHaveDuplicates().contains("position", "join", "restart");
        assertThat(Rows.all())
                .extracting(Row::title)
                .allSatisfy(title -> assertThat(title).isNotBlank());
    }

    @Test
    void noNameMeansAll() {
        assertThat(Rows.named(List.of())).hasSameSizeAs(Rows.all());
    }

    @Test
    void rowsKeepTheirUsualOrder() {
        assertThat(Rows.named(List.of("restart", "position")))
                .extracting(Row::name)
                .containsExactly("position", "restart");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatExist() {
        assertThatThrownBy(() -> Rows.named(List.of("join", "nonsense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no row nonsense; the rows are join, position, ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void onlyAFullRunOfAllRowsWritesThePage() {
        assertThat(Arguments.parse(List.of()).writesPage()).isTrue();
        assertThat(Arguments.parse(List.of("--quick")).writesPage()).isFalse();
        assertThat(Arguments.parse(List.of("join")).writesPage()).isFalse();
        assertThat(Arguments.parse(List.of("--list", "join"))).isEqualTo(new Arguments(true, false, List.of("join")));
        assertThatThrownBy(() -> Arguments.parse(List.of("--fast")))
                .hasMessage("bench takes no option --fast; it knows --list and --quick.");
    }
}
