package io.virtualqueue.bench;

import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.machine.CpuUse;

/** One run. */
public record Sample(LoadOutcome outcome, CpuUse cpu) {
    public double perSecond() {
        return outcome.perSecond();
    }

    public double serverMicros() {
        return (double) cpu.serverMicros() / outcome.counted();
    }

    public double postgresMicros() {
        return (double) cpu.postgresMicros() / outcome.counted();
    }

    /** The CPU time that an answer cost the server and its PostgreSQL. */
    public double allMicros() {
        return serverMicros() + postgresMicros();
    }

    public double generatorMicros() {
        return (double) cpu.generatorMicros() / outcome.counted();
    }
}
