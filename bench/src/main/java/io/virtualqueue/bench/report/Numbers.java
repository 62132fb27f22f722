package io.virtualqueue.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How figures are written: no more digits than they deserve. */
public final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final double EXACT_FROM = 1_000;

    private Numbers() {}

    /** Three significant digits: {@code 28,300}, {@code 5.47}, {@code 0.0123}. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return Math.abs(value) >= EXACT_FROM
                ? String.format(Locale.ROOT, "%,d", rounded.longValue())
                : rounded.stripTrailingZeros().toPlainString();
    }

    /** With thousands separated: {@code 1,000,000}. */
    public static String exact(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Two digits after the point. */
    public static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }

    /** As {@code 0.04 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    public static String megabytes(long bytes) {
        return rounded(bytes / 1e6) + " MB";
    }

    public static String seconds(double seconds) {
        return rounded(seconds) + " s";
    }
}
