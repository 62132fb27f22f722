package io.virtualqueue.server.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.http.OlderPath;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, before anything else looks at a request of the API. What is remembered is answered at once on
 * the event loop; what must be checked goes to a virtual thread meanwhile.
 */
@Singleton
public final class Authentication {
    /** Where a request keeps its caller. */
    static final String CALLER = "io.virtualqueue.caller";

    /** After the gate of {@code http}. */
    private static final int ORDER = 5_000;

    private static final String API = "/v1";
    private static final String PUBLIC = "/v1/public/";
    private static final Set<String> WITHOUT_LOGIN = Set.of(
            "/v1/auth/login",
            "/v1/auth/refresh",
            "/v1/auth/mfa/email",
            "/v1/auth/accept-invitation",
            "/v1/auth/forgot-password",
            "/v1/auth/reset-password",
            "/v1/auth/oidc");
    private static final String OTHER_ISSUERS = "/v1/auth/oidc/";
    /** Second factors: also for those who are on their way in, with a token of their own in the body. */
    private static final String MFA = "/v1/auth/mfa";
    /** Where browsers cannot send headers, so that the token may stand in the query: these identify by themselves. */
    private static final String EVENT_STREAM = "/events";

    private static final String API_KEY = "X-API-Key";
    private static final String BEARER = "Bearer ";
    private static final int MAX_CREDENTIAL_LENGTH = SignedTokens.MAX_LENGTH;
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String TWO_CREDENTIALS = "Send one credential, not two.";
    private static final String NO_GOOD = "The credential is wrong, expired or revoked.";

    private final Credentials credentials;
    private final KnownKeys keys;
    private final RequestSignatures signatures;
    private final LookUpLimit lookUps;

    @Inject
    Authentication(Credentials credentials, KnownKeys keys, RequestSignatures signatures, LookUpLimit lookUps) {
        this.credentials = credentials;
        this.keys = keys;
        this.signatures = signatures;
        this.lookUps = lookUps;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, ORDER);
    }

    private void handle(RoutingContext context) {
        String path = OlderPath.meantBy(context);
        if (!isOfTheApi(path)
                || WITHOUT_LOGIN.contains(path)
                || path.startsWith(OTHER_ISSUERS)
                || path.endsWith(EVENT_STREAM)) {
            context.next();
        } else {
            authenticate(context, path.startsWith(PUBLIC) || isOfSecondFactors(path));
        }
    }

    private static boolean isOfSecondFactors(String path) {
        return path.startsWith(MFA) && (path.length() == MFA.length() || path.charAt(MFA.length()) == '/');
    }

    /**
     * Goes on with the caller known, or answers 401 or 503. Also for routes outside the API that need to know.
     *
     * @param anonymousToo whether a request without any credential may go on
     */
    void authenticate(RoutingContext context, boolean anonymousToo) {
        String key = context.request().getHeader(API_KEY);
        String authorization = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        OlderPath older = OlderPath.of(context);
        String elsewhere = older == null ? null : older.credential();
        if (elsewhere != null) {
            withCredential(context, elsewhere, key != null || authorization != null);
        } else if (key == null && authorization == null) {
            if (anonymousToo) {
                context.next();
            } else {
                refuse(context, "A credential is needed.");
            }
        } else if (key != null && authorization != null) {
            refuse(context, TWO_CREDENTIALS);
        } else if (key != null) {
            withKey(context, key);
        } else {
            String token = bearer(authorization);
            if (token == null) {
                refuse(context, "The Authorization header takes a bearer token.");
            } else {
                withBearer(context, token);
            }
        }
    }

    /**
     * Whose credential this is, for those who do not bring it in a header, or hold on to it: an API key, or any bearer
     * token. Completes with null when it is nobody's, or a key whose requests have to be signed; fails with {@link
     * DatabaseUnavailableException}.
     */
    public CompletionStage<@Nullable ShownCredential> identify(String credential) {
        if (credential.length() > MAX_CREDENTIAL_LENGTH) {
            return CompletableFuture.completedStage(null);
        }
        ShownCredential known = KnownKey.isWellFormed(credential)
                ? ShownCredential.of(credential, keys.recall(credential))
                : ShownCredential.of(credential, credentials.recall(credential));
        if (known != null) {
            return CompletableFuture.completedStage(known);
        }
        CompletableFuture<@Nullable ShownCredential> checked = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                checked.complete(check(credential));
            } catch (RuntimeException failure) {
                checked.completeExceptionally(failure);
            }
        });
        return checked;
    }

    /** Whose credential this is now, from memory where that is trusted; completes as {@link #identify(String)}. */
    public CompletionStage<@Nullable Caller> identify(ShownCredential shown) {
        return identify(shown.text()).thenApply(now -> now == null ? null : now.caller());
    }

    /**
     * Whose credential this is now; null when it is nobody's any more. Asks the database: not for the event loop.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public @Nullable Caller checkAgain(ShownCredential shown) {
        ShownCredential now = check(shown.text());
        return now == null ? null : now.caller();
    }

    private @Nullable ShownCredential check(String credential) {
        return KnownKey.isWellFormed(credential)
                ? ShownCredential.of(credential, keys.check(credential))
                : ShownCredential.of(credential, credentials.check(credential));
    }

    /** One that an older path has elsewhere than in the usual headers. */
    private void withCredential(RoutingContext context, String credential, boolean isSecond) {
        if (isSecond) {
            refuse(context, TWO_CREDENTIALS);
        } else if (credential.length() > MAX_CREDENTIAL_LENGTH) {
            refuse(context, NO_GOOD);
        } else if (KnownKey.isWellFormed(credential)) {
            withKey(context, credential);
        } else {
            withBearer(context, credential);
        }
    }

    private void withKey(RoutingContext context, String key) {
        KnownKey known = keys.recall(key);
        if (known == null) {
            check(context, () -> keys.check(key), found -> admit(context, found));
        } else {
            admit(context, known);
        }
    }

    private void admit(RoutingContext context, KnownKey key) {
        if (key.signing() == null) {
            goOn(context, key.caller());
        } else {
            signatures.require(context, key.signing(), () -> goOn(context, key.caller()));
        }
    }

    private void withBearer(RoutingContext context, String token) {
        Caller known = credentials.recallBearer(token);
        if (known == null) {
            check(context, () -> credentials.checkBearer(token), found -> goOn(context, found));
        } else {
            goOn(context, known);
        }
    }

    private static void goOn(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
        context.next();
    }

    /** Looks on a virtual thread, and answers or goes on with what is found on the event loop. */
    private <T> void check(RoutingContext context, Supplier<@Nullable T> look, Consumer<T> then) {
        lookUps.ask(context, () -> lookUp(context, look, then));
    }

    private <T> void lookUp(RoutingContext context, Supplier<@Nullable T> look, Consumer<T> then) {
        Context loop = Vertx.currentContext();
        Thread.startVirtualThread(() -> {
            Runnable answer = answerOf(context, look, then);
            loop.runOnContext(_ -> answer.run());
        });
    }

    private <T> Runnable answerOf(RoutingContext context, Supplier<@Nullable T> look, Consumer<T> then) {
        try {
            T found = look.get();
            if (found == null) {
                return () -> refuse(context, NO_GOOD);
            }
            return () -> {
                lookUps.wasGood(context);
                then.accept(found);
            };
        } catch (DatabaseUnavailableException away) {
            return () -> RouterProblems.answer(
                    context,
                    ProblemException.unavailable(
                            "database_unavailable", "The database does not answer now.", RETRY_AFTER_SECONDS));
        } catch (RuntimeException fault) {
            return () -> context.fail(fault);
        }
    }

    private static void refuse(RoutingContext context, String detail) {
        RouterProblems.answer(context, ProblemException.unauthorized(detail));
    }

    private static boolean isOfTheApi(String path) {
        return path.startsWith(API) && (path.length() == API.length() || path.charAt(API.length()) == '/');
    }

    static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() <= BEARER.length()
                || authorization.length() > BEARER.length() + MAX_CREDENTIAL_LENGTH
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
