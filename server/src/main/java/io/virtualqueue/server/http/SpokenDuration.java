package io.virtualqueue.server.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people say them, in their language: "40 seconds", "5 minutes", "1 hour, 40 minutes", "6 days". Rounded
 * up, and coarser the longer they are: nobody believes the seconds of an hour, and few texts need to be made.
 */
@Singleton
public final class SpokenDuration {
    static final int MAX_CACHED_HEADERS = 1_000;
    static final int MAX_CACHED_TEXTS = 10_000;
    /** A longer header is no browser's. */
    private static final int MAX_HEADER_LENGTH = 200;

    private static final long SECONDS_UP_TO = 90;
    private static final long MINUTES_UP_TO = 90;
    private static final long HOURS_WITH_MINUTES_UP_TO = 24;
    private static final long HOURS_UP_TO = 120;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Set<String> LANGUAGES =
            Stream.of(ULocale.getAvailableLocales()).map(ULocale::getLanguage).collect(Collectors.toUnmodifiableSet());

    private final LoadingCache<String, ULocale> locales =
            Caffeine.newBuilder().maximumSize(MAX_CACHED_HEADERS).build(SpokenDuration::locale);
    private final LoadingCache<Key, String> texts =
            Caffeine.newBuilder().maximumSize(MAX_CACHED_TEXTS).build(SpokenDuration::format);

    private record Key(ULocale locale, long seconds) {}

    @Inject
    public SpokenDuration() {}

    /**
     * Says a duration.
     *
     * @param duration not negative
     * @param acceptLanguage the header of that name; English when it is null, bad, or names no known language
     */
    public String say(Duration duration, @Nullable String acceptLanguage) {
        ULocale locale = acceptLanguage == null || acceptLanguage.length() > MAX_HEADER_LENGTH
                ? ULocale.ENGLISH
                : locales.get(acceptLanguage);
        return texts.get(
                new Key(locale, rounded(duration.plusSeconds(1).minusNanos(1).toSeconds())));
    }

    long cachedHeaders() {
        locales.cleanUp();
        return locales.estimatedSize();
    }

    /** Rounded up to what is said, in seconds. */
    static long rounded(long seconds) {
        return ceil(seconds, step(seconds));
    }

    private static long step(long seconds) {
        if (seconds < SECONDS_UP_TO) {
            return 10;
        }
        if (seconds < MINUTES_UP_TO * MINUTE) {
            return MINUTE;
        }
        if (seconds < HOURS_WITH_MINUTES_UP_TO * HOUR) {
            return 5 * MINUTE;
        }
        return seconds <= HOURS_UP_TO * HOUR ? HOUR : DAY;
    }

    private static long ceil(long seconds, long step) {
        return (seconds + step - 1) / step * step;
    }

    private static String format(Key key) {
        var format = MeasureFormat.getInstance(key.locale(), FormatWidth.WIDE);
        if (key.seconds() <= SECONDS_UP_TO) {
            return format.formatMeasures(new Measure(key.seconds(), MeasureUnit.SECOND));
        }
        long minutes = key.seconds() / MINUTE;
        if (minutes < MINUTES_UP_TO) {
            return format.formatMeasures(new Measure(minutes, MeasureUnit.MINUTE));
        }
        if (key.seconds() > HOURS_UP_TO * HOUR) {
            return format.formatMeasures(new Measure(key.seconds() / DAY, MeasureUnit.DAY));
        }
        var hours = new Measure(minutes / 60, MeasureUnit.HOUR);
        return minutes % 60 == 0
                ? format.formatMeasures(hours)
                : format.formatMeasures(hours, new Measure(minutes % 60, MeasureUnit.MINUTE));
    }

    private static ULocale locale(String acceptLanguage) {
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> ULocale.forLanguageTag(range.getRange()))
                    .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
                    .findFirst()
                    .map(SpokenDuration::plain)
                    .orElse(ULocale.ENGLISH);
        } catch (IllegalArgumentException bad) {
            return ULocale.ENGLISH;
        }
    }

    /** Without extensions and variants, of which there is no end. */
    private static ULocale plain(ULocale locale) {
        return new ULocale(locale.getLanguage(), locale.getCountry()).equals(locale)
                        || locale.getScript().isEmpty()
                ? new ULocale(locale.getLanguage(), locale.getCountry())
                : new ULocale(locale.getLanguage() + "_" + locale.getScript() + "_" + locale.getCountry());
    }
}
