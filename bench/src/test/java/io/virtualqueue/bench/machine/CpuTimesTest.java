package io.virtualqueue.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.virtualqueue.bench.machine.Proc.ProcessTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void loadFromOutsideIsWhatTheMachineUsedLessOurs() {
        CpuTimes before = new CpuTimes(0, 1_000, 500, 100, 200, 50);
        // Two seconds on two cores are 400 ticks; 380 were used, 340 by us.
        CpuTimes after = new CpuTimes(2 * SECOND, 1_380, 840, 160, 380, 70);
        CpuUse use = after.since(before, 2);
        assertThat(use.outsideShare()).isCloseTo(0.10, within(1e-9));
        assertThat(use.busyShare()).isCloseTo(0.95, within(1e-9));
        assertThat(use.generatorMicros()).isEqualTo(600_000);
        assertThat(use.serverMicros()).isEqualTo(1_800_000);
        assertThat(use.postgresMicros()).isEqualTo(200_000);
        assertThat(use.isDisturbed()).isTrue();
    }

    @Test
    void aLittleLoadFromOutsideIsBorneAndNoneIsNeverLess() {
        CpuTimes before = new CpuTimes(0, 0, 0, 0, 0, 0);
        assertThat(new CpuTimes(SECOND, 105, 100, 0, 0, 0).since(before, 1).isDisturbed())
                .isFalse();
        assertThat(new CpuTimes(SECOND, 90, 100, 0, 0, 0).since(before, 1).outsideShare())
                .isZero();
    }

    @Test
    void aTreeHoldsAllDescendantsOnce() {
        List<ProcessTime> processes = List.of(
                new ProcessTime(1, 0, 1),
                new ProcessTime(10, 1, 2),
                new ProcessTime(11, 10, 4),
                new ProcessTime(12, 11, 8),
                new ProcessTime(20, 1, 16));
        assertThat(Proc.treeTicks(processes, List.of(10L, 12L))).isEqualTo(14);
        assertThat(Proc.treeTicks(processes, List.of(20L, 99L))).isEqualTo(16);
    }

    @Test
    void readsALineOfProcWithANameThatHoldsAnything() {
        ProcessTime time = ProcessTime.parse("6677 (a) b (c)) S 1 6677 6677 0 -1 4194304 6171 10146 0 0 3 4 22 7 20 0");
        assertThat(time).isEqualTo(new ProcessTime(6677, 1, 36));
    }

    @Test
    void countsStolenTimeAsBusyAndInterruptsNot() {
        assertThat(Proc.busyTicks("cpu  100 20 3 9999 5 7000 8000 4 0 0\ncpu0 1 1 1 1\n"))
                .isEqualTo(127);
    }

    @Test
    void seesThisProcess() {
        long pid = ProcessHandle.current().pid();
        assertThat(Proc.residentBytes(pid)).isPositive();
        assertThat(Proc.processes()).extracting(ProcessTime::pid).contains(pid);
    }
}
