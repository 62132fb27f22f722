package io.virtualqueue.server.oauth;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the framework which issuer a path belongs to; none but those below {@link OidcResource#PATH} have one. */
@Singleton
public final class OidcTenants implements TenantConfigResolver {
    private static final String PUBLIC_URL = "VQ_PUBLIC_URL";

    /** Characters of the framework's secrets for its cookies. */
    private static final int COOKIE_SECRET_LENGTH = 32;

    private final Map<String, OidcProvider> providers;
    private final Map<String, OidcTenantConfig> settings;

    @Inject
    public OidcTenants() {
        this(System.getenv());
    }

    OidcTenants(Map<String, String> environment) {
        this.providers = OidcProvider.read(environment).stream()
                .collect(Collectors.toUnmodifiableMap(OidcProvider::name, Function.identity()));
        this.settings = providers.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        OidcProvider::name, provider -> settings(provider, environment.get(PUBLIC_URL))));
    }

    /** The issuer of this name, or null. */
    @Nullable
    OidcProvider provider(String name) {
        return providers.get(name);
    }

    /** All issuers. */
    Map<String, OidcProvider> providers() {
        return providers;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        String path = context.normalizedPath();
        if (!path.startsWith(OidcResource.PATH + "/")) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().item(settings.get(nameIn(path)));
    }

    /** The issuer's name in a path below {@link OidcResource#PATH}. */
    static String nameIn(String path) {
        int begin = OidcResource.PATH.length() + 1;
        int end = path.indexOf('/', begin);
        return end < 0 ? path.substring(begin) : path.substring(begin, end);
    }

    private static OidcTenantConfig settings(OidcProvider provider, @Nullable String publicUrl) {
        String base = OidcResource.PATH + "/" + provider.name();
        // All servers derive the same, so that a browser may come back to another one.
        String cookieSecret = cookieSecret(provider.clientSecret());
        OidcTenantConfigBuilder builder = new OidcTenantConfigBuilder()
                .tenantId(provider.name())
                .applicationType(ApplicationType.WEB_APP)
                .clientId(provider.clientId())
                .credentials(provider.clientSecret());
        if (provider.issuer() != null) {
            builder.authServerUrl(provider.issuer());
        }
        if (provider.known() != null) {
            builder.provider(io.quarkus.oidc.runtime.OidcTenantConfig.Provider.valueOf(
                    provider.known().toUpperCase(Locale.ROOT)));
        }
        var authentication = builder.authentication()
                .redirectPath(base + "/callback")
                .restorePathAfterRedirect()
                .cookiePath(base)
                .stateSecret(cookieSecret);
        if (publicUrl != null && publicUrl.startsWith("https:")) {
            // A proxy speaks TLS for this server.
            authentication.forceRedirectHttpsScheme().cookieForceSecure();
        }
        if (provider.known() == null) {
            authentication.scopes("email").pkceRequired().nonceRequired();
        }
        return authentication
                .end()
                .tokenStateManager()
                .encryptionSecret(cookieSecret)
                .end()
                .build();
    }

    private static String cookieSecret(String clientSecret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("cookies:" + clientSecret).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, COOKIE_SECRET_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
