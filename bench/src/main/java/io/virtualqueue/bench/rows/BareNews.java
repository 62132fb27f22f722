package io.virtualqueue.bench.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.bench.listen.EventTimes;
import io.virtualqueue.bench.load.Paced;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts of the bare broadcaster. */
final class BareNews implements News {
    private final Target target;
    private final Duration every;
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Paced going;

    /** @param every how long from one to the next */
    BareNews(Target target, Duration every) {
        this.target = target;
        this.every = every;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void begin() {
        HttpApi api = HttpApi.anonymous(target.port());
        going = Paced.start(every, () -> {
            JsonNode told = api.post("/tell", Map.of(), 200);
            return micros.add(told.path("at").longValue());
        });
    }

    @Override
    public long end() throws InterruptedException {
        Objects.requireNonNull(going).stop();
        return micros.size();
    }

    @Override
    public EventTimes times() {
        return new EventTimes(micros.stream().mapToLong(Long::longValue).toArray());
    }
}
