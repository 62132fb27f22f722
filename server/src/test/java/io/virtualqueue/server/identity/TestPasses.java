package io.virtualqueue.server.identity;

import java.time.Clock;

/** Passes signed with a key of their own, for tests of other rooms. */
public final class TestPasses {
    private TestPasses() {}

    public static Passes fresh() {
        Clock clock = Clock.systemUTC();
        return new Passes(new SignedTokens(SigningKeys.generate(), "virtualqueue", clock), clock);
    }
}
