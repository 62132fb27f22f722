package io.virtualqueue.server.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Follows redirects with its cookies, as a browser does, and stops where it is told to. */
final class Browser {
    private static final int MAX_STEPS = 10;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(cookies)
            .build();

    /**
     * Goes there and wherever that leads.
     *
     * @param detour changes where a redirect leads
     * @return the last answer that led somewhere with a fragment, or the first that led nowhere
     */
    HttpResponse<String> go(URI start, UnaryOperator<URI> detour) {
        URI next = start;
        for (int step = 0; step < MAX_STEPS; step++) {
            HttpResponse<String> answer = get(next);
            String location = answer.headers().firstValue("Location").orElse(null);
            if (location == null || location.contains("#")) {
                return answer;
            }
            next = detour.apply(next.resolve(location));
        }
        throw new AssertionError("round and round, lastly to " + next);
    }

    HttpResponse<String> go(URI start) {
        return go(start, UnaryOperator.identity());
    }

    /** How many cookies it holds. */
    int cookies() {
        return cookies.getCookieStore().getCookies().size();
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
