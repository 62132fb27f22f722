package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.ApiKey;
import io.virtualqueue.server.identity.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What making a key takes. */
@Schema(
        name = "NewApiKey",
        requiredProperties = {"name"})
record ApiKeyFields(
        @Schema(minLength = 1, maxLength = TenantRules.MAX_NAME_LENGTH)
        String name,

        @Schema(
                description = "What it may do: tenant:read, queues:read, queues:write, sessions:read, sessions:write,"
                        + " webhooks:write. All when absent.")
        @Nullable
        List<String> scopes,

        @Schema(description = "When it stops; in the future.") @Nullable
        Instant expiresAt,

        @Schema(description = "Whether it works in the tenant's sandbox.", defaultValue = "false") @Nullable
        Boolean test) {
    private static final int MAX_SCOPE_LENGTH = 50;
    private static final int MAX_TIME_LENGTH = 40;
    /** Beyond what any clock here will show, and within what the database can store. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    static ApiKey.Wish wishOf(Fields fields, Instant now) {
        String name = fields.required("name", TenantRules.name(fields), "");
        Set<Scope> scopes = scopes(fields);
        Instant expiresAt = expiresAt(fields, now);
        boolean test = Boolean.TRUE.equals(fields.optionalFlag("test"));
        fields.check();
        return new ApiKey.Wish(name, scopes, test, expiresAt);
    }

    private static Set<Scope> scopes(Fields fields) {
        if (!fields.isPresent("scopes") || fields.isNull("scopes")) {
            return Scope.ALL;
        }
        List<Optional<Scope>> named = fields.texts("scopes", Scope.values().length, 1, MAX_SCOPE_LENGTH).stream()
                .map(Scope::ofWireName)
                .toList();
        if (named.isEmpty() || named.contains(Optional.<Scope>empty())) {
            fields.reject(
                    "scopes",
                    "must be some of "
                            + Stream.of(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", ")));
        }
        return named.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static @Nullable Instant expiresAt(Fields fields, Instant now) {
        String text = fields.optionalText("expiresAt", 1, MAX_TIME_LENGTH);
        if (text == null) {
            return null;
        }
        Instant time = parse(text);
        if (time == null || !time.isAfter(now) || time.isAfter(LATEST)) {
            fields.reject("expiresAt", "must be a time in the future, such as 2030-01-31T12:00:00Z");
        }
        return time;
    }

    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
