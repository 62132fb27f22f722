package io.virtualqueue.server.tenant;

import io.virtualqueue.server.identity.Role;
import java.util.List;
import java.util.UUID;

/**
 * Whose people a request is about.
 *
 * @param name of the tenant
 * @param roles that its people may have
 */
record TenantPeople(UUID tenantId, String name, String domain, List<Role> roles) {
    TenantPeople {
        roles = List.copyOf(roles);
    }

    /** What others know of a new person: no password must be made of it. */
    List<String> wordsBeside(String email, String personsName) {
        return List.of(email, personsName, name, domain);
    }
}
