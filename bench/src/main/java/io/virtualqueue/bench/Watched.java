package io.virtualqueue.bench;

import io.virtualqueue.bench.machine.CpuUse;

/** What was measured otherwise than by answers, with the CPU time used meanwhile. */
public record Watched<T>(T figure, CpuUse cpu) {}
