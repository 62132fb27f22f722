package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.listen.Deliveries;
import io.virtualqueue.bench.listen.EventTimes;
import io.virtualqueue.bench.listen.Listening;
import io.virtualqueue.bench.listen.Notes;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.WrongAnswerException;
import io.virtualqueue.bench.machine.CpuTimes;
import io.virtualqueue.bench.machine.CpuUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What listeners heard while something happened.
 *
 * @param sample texts, and the times from each event to each listener's text that told how full the queue was then
 * @param fromMicros events from then on count
 * @param untilMicros events before that count
 */
record Told(Sample sample, Notes notes, long fromMicros, long untilMicros) {
    /** Longer than anyone may need to be told of the last event. */
    private static final Duration HEARD_WITHIN = Duration.ofMinutes(1);

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /**
     * Lets things happen for a while, and sees that everyone hears of everything.
     *
     * @param watched how long what happens counts
     */
    static Told listen(Lab lab, Listening listening, News news, Duration watched) throws Exception {
        news.begin();
        Thread.sleep(lab.scale().settle());
        listening.note();
        CpuTimes before = lab.times(news.target());
        long from = nowMicros();
        Thread.sleep(watched);
        long until = nowMicros();
        listening.awaitHeard(news.end(), HEARD_WITHIN);
        Notes notes = listening.noted();
        CpuUse use = lab.since(before, news.target());
        EventTimes times = news.times();
        Histogram latencies = Deliveries.of(notes.queue(), times, from, until);
        long owed = times.count(from, until) * listening.count();
        if (latencies.getTotalCount() != owed) {
            throw new WrongAnswerException(
                    "events were told " + latencies.getTotalCount() + " times to all listeners, not " + owed);
        }
        LoadOutcome outcome = new LoadOutcome(notes.texts(), notes.texts(), notes.lasted(), latencies, Map.of());
        return new Told(new Sample(outcome, use), notes, from, until);
    }

    /** The times from releases to the texts that told those near the head of the line where they stand since. */
    Histogram near(QueueNews news) throws Exception {
        return Deliveries.of(notes.near(), news.releases(), fromMicros, untilMicros);
    }

    private static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
    }
}
