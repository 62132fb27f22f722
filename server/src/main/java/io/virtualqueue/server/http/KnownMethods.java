package io.virtualqueue.server.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Keeps methods that somebody made up out of the metrics, where each would be a time series of its own for ever. */
@Singleton
final class KnownMethods {
    private static final String REQUESTS = "http.server";
    private static final String METHOD = "method";
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Produces
    @Singleton
    MeterFilter countKnownMethodsOnly() {
        return MeterFilter.deny(KnownMethods::isMadeUp);
    }

    static boolean isMadeUp(Meter.Id meter) {
        String method = meter.getTag(METHOD);
        return method != null && meter.getName().startsWith(REQUESTS) && !KNOWN.contains(method);
    }
}
