package io.virtualqueue.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HeapTest {
    @Test
    void readsWhatIsSaidOfAHeap() {
        assertThat(Heap.used(
                        "123:\n garbage-first heap   total reserved 6M, committed 262144K, used 12345K [0x0, 0x1)\n"))
                .isEqualTo(12_345L * 1_024);
        assertThat(Heap.used(" garbage-first heap   total 262144K, used 7K [0x0)\n"))
                .isEqualTo(7L * 1_024);
        assertThatThrownBy(() -> Heap.used("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void readsThatOfARunningJvm() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Heap heap = Heap.collected(java, ProcessHandle.current().pid());
        assertThat(heap.usedBytes()).isPositive();
        assertThat(heap.residentBytes()).isGreaterThan(heap.usedBytes());
    }
}
