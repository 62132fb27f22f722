package io.virtualqueue.server.oauth;

import io.virtualqueue.server.identity.IssuerSignIn;
import io.virtualqueue.server.identity.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An issuer at which the people of a tenant may sign in.
 *
 * @param name its short name, in lower case, as in the paths
 * @param issuer its address, or null for a known provider
 * @param known {@code google}, {@code microsoft} or {@code facebook}, or null for any other
 * @param trustsEmail whether its addresses count as verified without saying so
 */
record OidcProvider(
        String name,
        @Nullable String issuer,
        @Nullable String known,
        String clientId,
        String clientSecret,
        boolean trustsEmail,
        IssuerSignIn.Rule rule) {
    static final int MAX_PROVIDERS = 100;

    private static final Pattern VARIABLE = Pattern.compile("VQ_OIDC_([A-Z0-9]{1,30})_(?:ISSUER|PROVIDER)");
    private static final List<String> KNOWN = List.of("google", "microsoft", "facebook");

    /**
     * The issuers that the variables {@code VQ_OIDC_<NAME>_…} describe, by name.
     *
     * @throws IllegalArgumentException when one is incomplete or wrong
     */
    static List<OidcProvider> read(Map<String, String> environment) {
        var names = new TreeSet<String>();
        for (String variable : environment.keySet()) {
            Matcher matcher = VARIABLE.matcher(variable);
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        if (names.size() > MAX_PROVIDERS) {
            throw new IllegalArgumentException("There are more than " + MAX_PROVIDERS + " issuers in VQ_OIDC_…");
        }
        List<OidcProvider> providers = new ArrayList<>();
        names.forEach(name -> providers.add(read(name, environment)));
        return List.copyOf(providers);
    }

    private static OidcProvider read(String name, Map<String, String> environment) {
        String prefix = "VQ_OIDC_" + name + "_";
        String known = environment.get(prefix + "PROVIDER");
        if (known != null && !KNOWN.contains(known)) {
            throw new IllegalArgumentException(prefix + "PROVIDER is one of " + String.join(", ", KNOWN));
        }
        String provider = name.toLowerCase(Locale.ROOT);
        return new OidcProvider(
                provider,
                environment.get(prefix + "ISSUER"),
                known,
                needed(environment, prefix + "CLIENT_ID"),
                needed(environment, prefix + "CLIENT_SECRET"),
                Boolean.parseBoolean(environment.getOrDefault(prefix + "TRUST_EMAIL", "false")),
                new IssuerSignIn.Rule(provider, tenant(environment, prefix), role(environment, prefix)));
    }

    private static UUID tenant(Map<String, String> environment, String prefix) {
        try {
            return UUID.fromString(needed(environment, prefix + "TENANT_ID"));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(prefix + "TENANT_ID is a tenant's id", malformed);
        }
    }

    private static @Nullable Role role(Map<String, String> environment, String prefix) {
        String wanted = environment.get(prefix + "PROVISION_ROLE");
        if (wanted == null) {
            return null;
        }
        Optional<Role> role = Role.OF_TENANTS.stream()
                .filter(each -> each.wireName().equals(wanted))
                .findAny();
        return role.orElseThrow(() -> new IllegalArgumentException(prefix + "PROVISION_ROLE is one of "
                + String.join(
                        ", ",
                        Arrays.asList(
                                Role.OF_TENANTS.stream().map(Role::wireName).toArray(String[]::new)))));
    }

    private static String needed(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(variable + " is missing");
        }
        return value.strip();
    }

    @Override
    public String toString() {
        return "OidcProvider[" + name + "]";
    }
}
