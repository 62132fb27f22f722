package io.virtualqueue.server.http;

import org.jspecify.annotations.Nullable;

/** Says what clients are told of failures that features throw; implemented where all features are known. */
public interface ProblemTranslation {
    /** The problem that a failure means to the caller, or null when it is a fault of the server. */
    @Nullable
    ProblemException of(Throwable failure);
}
