package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of a tenant may be. Host names and origins are kept in lower case. */
final class TenantRules {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_DOMAIN_LENGTH = 253;
    static final int MAX_ORIGINS = 20;
    static final int MAX_ORIGIN_LENGTH = 300;
    static final int MAX_URL_LENGTH = 2_000;
    static final int MAX_LOCALE_LENGTH = 35;
    /** The highest limit of queues, sessions or users. */
    static final int MAX_LIMIT = 1_000_000_000;
    /** The longest that anything is kept for a number of days. */
    static final int MAX_DAYS = 3_650;
    /** The trail is kept so long whatever anyone sets. */
    static final int MIN_AUDIT_DAYS = 30;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern ORIGIN = Pattern.compile("https?://" + DOMAIN.pattern() + "(:[1-9][0-9]{0,4})?");

    private TenantRules() {}

    static @Nullable String name(Fields fields) {
        return fields.optionalText("name", 1, MAX_NAME_LENGTH);
    }

    static @Nullable String domain(Fields fields) {
        String text = fields.optionalText("domain", 1, MAX_DOMAIN_LENGTH);
        if (text == null) {
            return null;
        }
        String domain = text.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            fields.reject("domain", "must be a host name");
        }
        return domain;
    }

    static List<String> allowedOrigins(Fields fields) {
        List<String> origins = fields.texts("allowedOrigins", MAX_ORIGINS, 1, MAX_ORIGIN_LENGTH).stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            fields.reject("allowedOrigins", "must be origins such as https://www.example.com, without a path");
        }
        return origins;
    }
}
