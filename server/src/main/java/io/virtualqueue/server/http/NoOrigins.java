package io.virtualqueue.server.http;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Allows no origin; it holds the place of the policy that knows the applications. */
@DefaultBean
@Singleton
public final class NoOrigins implements OriginPolicy {
    @Inject
    public NoOrigins() {}

    @Override
    public boolean allows(String origin) {
        return false;
    }
}
