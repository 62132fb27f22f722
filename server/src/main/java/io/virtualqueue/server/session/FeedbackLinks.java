package io.virtualqueue.server.session;

import io.virtualqueue.server.identity.FeedbackTokens;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the links by which people say how they were served. Nothing is stored for them, so all servers make the same. */
@Singleton
public final class FeedbackLinks {
    /** So long after the end of a session its person may say how it was. */
    public static final Duration GOOD_FOR = Duration.ofDays(14);
    /** What comes before the token. */
    public static final String PATH = "/v1/public/feedback/";

    private final FeedbackTokens tokens;
    private final String base;

    @Inject
    public FeedbackLinks(FeedbackTokens tokens, @ConfigProperty(name = "VQ_PUBLIC_URL") Optional<String> publicUrl) {
        this.tokens = tokens;
        this.base = publicUrl.orElse("") + PATH;
    }

    /** The link of a session that was completed at that time. */
    public FeedbackLink of(QueueKey queue, UUID sessionId, Instant completedAt) {
        Instant expiresAt = completedAt.plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
        String token =
                tokens.issue(new FeedbackTokens.Subject(queue.tenantId(), queue.queueId(), sessionId, expiresAt));
        return new FeedbackLink(token, base + token, expiresAt);
    }
}
