package io.virtualqueue.server.identity;

import org.jspecify.annotations.Nullable;

/** What can be allowed: to people from a role upwards, to applications by a scope or not at all. */
public enum Permission {
    /** Make, list and delete tenants, set their limits, exchange the servers' keys. */
    RUN_PLATFORM(Role.SUPER_ADMIN, null),
    CHANGE_TENANT(Role.ADMIN, null),
    MANAGE_PEOPLE(Role.ADMIN, null),
    MANAGE_APPLICATIONS(Role.ADMIN, null),
    SEE_AUDIT(Role.ADMIN, null),
    /** Export and erase what is known of a person. */
    MANAGE_PERSONAL_DATA(Role.ADMIN, null),
    /** Say which other systems are told what happens. */
    MANAGE_WEBHOOKS(Role.ADMIN, Scope.WEBHOOKS_WRITE),
    SEE_TENANT(Role.STAFF, Scope.TENANT_READ),
    MANAGE_QUEUES(Role.MANAGER, Scope.QUEUES_WRITE),
    SEE_QUEUES(Role.STAFF, Scope.QUEUES_READ),
    SEE_SESSIONS(Role.STAFF, Scope.SESSIONS_READ),
    /** Take people in, call, serve, complete. */
    HANDLE_SESSIONS(Role.STAFF, Scope.SESSIONS_WRITE);

    private final Role from;
    private final @Nullable Scope scope;

    Permission(Role from, @Nullable Scope scope) {
        this.from = from;
        this.scope = scope;
    }

    /** The lowest role that has it. */
    public Role from() {
        return from;
    }

    /** What an application needs for it; null when none may. */
    public @Nullable Scope scope() {
        return scope;
    }
}
