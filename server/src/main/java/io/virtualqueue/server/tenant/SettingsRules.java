package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings of a tenant may be, and what a request makes of them: absent fields stay, null ones are set back. */
final class SettingsRules {
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    private SettingsRules() {}

    static TenantSettings changed(TenantSettings now, Fields fields) {
        TenantSettings first = TenantSettings.DEFAULT;
        return new TenantSettings(
                branding(now.branding(), fields),
                changed(fields, "locale", now.locale(), () -> locale(fields)),
                limits(now.limits(), fields),
                or(
                        first.mfaRequired(),
                        changed(fields, "mfaRequired", now.mfaRequired(), () -> fields.optionalFlag("mfaRequired"))),
                or(first.retentionDays(), days(fields, "retentionDays", now.retentionDays(), 0)),
                or(
                        first.auditRetentionDays(),
                        days(fields, "auditRetentionDays", now.auditRetentionDays(), TenantRules.MIN_AUDIT_DAYS)));
    }

    private static Branding branding(Branding now, Fields fields) {
        Fields inner = fields.optionalObject("branding");
        if (inner == null) {
            return fields.isPresent("branding") ? Branding.NONE : now;
        }
        return new Branding(
                changed(inner, "primaryColor", now.primaryColor(), () -> color(inner, "primaryColor")),
                changed(inner, "secondaryColor", now.secondaryColor(), () -> color(inner, "secondaryColor")),
                changed(inner, "logoUrl", now.logoUrl(), () -> logoUrl(inner)));
    }

    private static Limits limits(Limits now, Fields fields) {
        Fields inner = fields.optionalObject("limits");
        if (inner == null) {
            return fields.isPresent("limits") ? Limits.NONE : now;
        }
        return new Limits(
                limit(inner, "queues", now.queues(), 0, TenantRules.MAX_LIMIT),
                limit(inner, "sessions", now.sessions(), 0, TenantRules.MAX_LIMIT),
                limit(inner, "users", now.users(), 0, TenantRules.MAX_LIMIT),
                limit(inner, "requestsPerMinute", now.requestsPerMinute(), 1, RequestLimits.MAX_PER_MINUTE));
    }

    private static @Nullable Integer limit(Fields fields, String name, @Nullable Integer now, int min, int max) {
        return changed(fields, name, now, () -> fields.optionalInteger(name, min, max));
    }

    private static @Nullable Integer days(Fields fields, String name, int now, int min) {
        return changed(fields, name, now, () -> fields.optionalInteger(name, min, TenantRules.MAX_DAYS));
    }

    private static @Nullable String color(Fields fields, String name) {
        String color = fields.optionalText(name, 1, TenantRules.MAX_URL_LENGTH);
        if (color != null && !COLOR.matcher(color).matches()) {
            fields.reject(name, "must be a colour such as #1a2b3c");
        }
        return color == null ? null : color.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String logoUrl(Fields fields) {
        String url = fields.optionalText("logoUrl", 1, TenantRules.MAX_URL_LENGTH);
        if (url != null && !isHttps(url)) {
            fields.reject("logoUrl", "must be an address that begins with https://");
        }
        return url;
    }

    /** Not only by its beginning: pages put it into an attribute. */
    private static boolean isHttps(String url) {
        try {
            URI parsed = new URI(url);
            return "https".equalsIgnoreCase(parsed.getScheme())
                    && parsed.getHost() != null
                    && parsed.getUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static @Nullable String locale(Fields fields) {
        String tag = fields.optionalText("locale", 2, TenantRules.MAX_LOCALE_LENGTH);
        if (tag == null) {
            return null;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException malformed) {
            // Said below.
        }
        fields.reject("locale", "must be a language tag such as de or de-AT");
        return null;
    }

    private static <T> @Nullable T changed(
            Fields fields, String name, @Nullable T now, Supplier<? extends @Nullable T> read) {
        return fields.isPresent(name) ? read.get() : now;
    }

    private static <T> T or(T otherwise, @Nullable T value) {
        return value == null ? otherwise : value;
    }
}
