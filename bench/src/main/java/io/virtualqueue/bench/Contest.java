package io.virtualqueue.bench;

import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A row and its limits, measured in turn several times, so that what drifts on the machine drifts for all. */
public final class Contest {
    private final List<Contestant> contestants;
    private final List<List<Sample>> samples = new ArrayList<>();

    private Contest(List<Contestant> contestants) {
        this.contestants = List.copyOf(contestants);
        contestants.forEach(contestant -> samples.add(new ArrayList<>()));
    }

    /**
     * Measures each once for nothing, then all in turn.
     *
     * @param contestants limits first, the row last
     */
    public static Contest run(int rounds, List<Contestant> contestants) throws Exception {
        Contest contest = new Contest(contestants);
        for (Contestant contestant : contestants) {
            contestant.run().call();
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                contest.samples.get(i).add(contestants.get(i).run().call());
            }
        }
        return contest;
    }

    /** Of the row's answers per second to those of a limit, pair by pair. */
    public Spread ratio(int limit) {
        return pairs(limit, Sample::perSecond);
    }

    /** Of a limit's CPU time on the server to that of the row, pair by pair: below 1 where the row costs more. */
    public Spread cpuRatio(int limit) {
        Spread inverse = pairs(limit, Sample::allMicros);
        return new Spread(1 / inverse.median(), 1 / inverse.most(), 1 / inverse.least());
    }

    private Spread pairs(int limit, ToDoubleFunction<Sample> figure) {
        List<Double> ratios = new ArrayList<>();
        List<Sample> row = samples.getLast();
        for (int i = 0; i < row.size(); i++) {
            ratios.add(figure.applyAsDouble(row.get(i))
                    / figure.applyAsDouble(samples.get(limit).get(i)));
        }
        return Spread.of(ratios);
    }

    /** A figure of a contestant in all rounds. */
    public Spread figure(int contestant, ToDoubleFunction<Sample> figure) {
        return Spread.of(
                samples.get(contestant).stream().map(figure::applyAsDouble).toList());
    }

    /** The row's place among the contestants. */
    public int row() {
        return contestants.size() - 1;
    }

    public Spread rowPerSecond() {
        return figure(row(), Sample::perSecond);
    }

    /** Whether there was load from outside in a run that could not be repeated any more. */
    public boolean isDisturbed() {
        return samples.stream()
                .flatMap(List::stream)
                .anyMatch(sample -> sample.cpu().isDisturbed());
    }

    /** All contestants, for the row's section. */
    public Table table() {
        Table table = new Table(
                "what",
                "per second",
                "p50 ms",
                "p99 ms",
                "JVM µs",
                "PostgreSQL µs",
                "generator µs",
                "load from outside");
        for (int i = 0; i < contestants.size(); i++) {
            table.row(
                    contestants.get(i).name(),
                    figure(i, Sample::perSecond).with(""),
                    median(i, sample -> sample.outcome().p50Millis()),
                    median(i, sample -> sample.outcome().p99Millis()),
                    median(i, Sample::serverMicros),
                    median(i, Sample::postgresMicros),
                    median(i, Sample::generatorMicros),
                    Numbers.percent(
                            figure(i, sample -> sample.cpu().outsideShare()).most()));
        }
        return table;
    }

    private String median(int contestant, ToDoubleFunction<Sample> figure) {
        return Numbers.rounded(figure(contestant, figure).median());
    }
}
