package io.virtualqueue.server.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code /v1/queues/…} mean {@code /v1/tenants/~/queues/…}, so that each resource is written once. The tenant
 * {@value #OWN} is the one of the credential.
 */
@Singleton
public final class TenantPath {
    /** Stands in the path for the tenant of the credential. */
    public static final String OWN = "~";

    /** What comes right after {@code /v1/} without belonging to a tenant. */
    private static final Set<String> ROOTS_WITHOUT_TENANT = Set.of("tenants", "auth", "platform", "public", "push");

    private static final String BASE = "/v1/";

    @Inject
    public TenantPath() {}

    @ServerRequestFilter(preMatching = true)
    public void fillIn(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String full = withTenant(uri.getRawPath());
        if (full != null) {
            String query = uri.getRawQuery();
            request.setRequestUri(URI.create(query == null ? full : full + "?" + query));
        }
    }

    /** The path with the tenant put in, or null when it needs none. */
    static @Nullable String withTenant(String path) {
        if (!path.startsWith(BASE)) {
            return null;
        }
        int end = path.indexOf('/', BASE.length());
        String root = path.substring(BASE.length(), end < 0 ? path.length() : end);
        if (root.isEmpty() || ROOTS_WITHOUT_TENANT.contains(root)) {
            return null;
        }
        return BASE + "tenants/" + OWN + "/" + path.substring(BASE.length());
    }
}
