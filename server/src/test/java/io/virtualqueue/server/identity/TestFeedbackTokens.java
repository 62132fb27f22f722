package io.virtualqueue.server.identity;

/** Tokens signed with a key of their own, for tests of other rooms. */
public final class TestFeedbackTokens {
    private TestFeedbackTokens() {}

    public static FeedbackTokens fresh() {
        return new FeedbackTokens(SigningKeys.generateSessionSecret());
    }
}
