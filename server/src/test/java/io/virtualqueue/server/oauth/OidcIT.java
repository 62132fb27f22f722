package io.virtualqueue.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sign-in at a real issuer, on two servers behind which a browser may land on either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {
    private static final String EXCHANGE = "/v1/auth/oidc/exchange";
    private static final long DAY = 86_400;

    private final MockOAuth2Server issuer = new MockOAuth2Server();
    private final TestDatabase database = SharedServers.pair().database();
    private final TestTenant tenant = TestTenant.on(SharedServers.pair().one());
    private final RunningServer one;
    private final RunningServer other;

    OidcIT() {
        issuer.start();
        Map<String, String> variables = Map.of(
                "VQ_OIDC_ACME_ISSUER", issuer.issuerUrl("acme").toString(),
                "VQ_OIDC_ACME_CLIENT_ID", "virtualqueue",
                "VQ_OIDC_ACME_CLIENT_SECRET", "secret",
                "VQ_OIDC_ACME_TENANT_ID", tenant.id(),
                "VQ_OIDC_ACME_PROVISION_ROLE", "staff",
                "VQ_OIDC_KNOWN_ISSUER", issuer.issuerUrl("known").toString(),
                "VQ_OIDC_KNOWN_CLIENT_ID", "virtualqueue",
                "VQ_OIDC_KNOWN_CLIENT_SECRET", "secret",
                "VQ_OIDC_KNOWN_TENANT_ID", tenant.id());
        one = RunningServer.on(database.settings(), variables);
        other = RunningServer.on(database.settings(), variables);
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
        issuer.shutdown();
    }

    @Test
    void theIssuersAreListed() {
        Answer list = one.api().get("/v1/auth/oidc");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().path("providers")).hasSize(2);
        assertThat(list.body().at("/providers/0/start").asText()).isEqualTo("/v1/auth/oidc/acme/start");
    }

    @Test
    void aNewPersonIsMadeWithTheConfiguredRoleAndKnownTheNextTime() {
        String email = email();
        Answer first = exchange(other, code(signIn("acme", email, true)));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("expiresIn").asInt()).isEqualTo(900);
        var meaning = one.api()
                .withBearer(first.body().path("accessToken").asText())
                .get("/oauth/validate")
                .body();
        assertThat(meaning.path("role").asText()).isEqualTo("staff");
        assertThat(meaning.path("tenant_id").asText()).isEqualTo(tenant.id());
        assertThat(other.api()
                        .post(
                                "/v1/auth/refresh",
                                Map.of(
                                        "refreshToken",
                                        first.body().path("refreshToken").asText()))
                        .status())
                .isEqualTo(200);

        Answer again = exchange(one, code(signIn("acme", email, true)));
        assertThat(subject(again)).isEqualTo(meaning.path("sub").asText());
    }

    @Test
    void aPersonOfTheTenantIsFoundByTheVerifiedAddress() {
        String email = email();
        String id = person(tenant, email, "manager");

        Answer tokens = exchange(one, code(signIn("known", email.toUpperCase(Locale.ROOT), true)));

        assertThat(subject(tokens)).isEqualTo(id);
    }

    @Test
    void whoIsNotVouchedForEnoughIsNotLetIn() {
        String unverified = email();
        person(tenant, unverified, "manager");
        String elsewhere = email();
        person(TestTenant.on(one), elsewhere, "manager");

        for (HttpResponse<String> answer : List.of(
                signIn("acme", unverified, false),
                signIn("acme", elsewhere, true),
                signIn("acme", RunningServer.ADMIN_EMAIL, true),
                signIn("known", email(), true))) {
            assertThat(location(answer)).isEqualTo("/desk?a=b#error=not_allowed");
        }
    }

    @Test
    void anEndedAccountStaysOut() {
        String email = email();
        String id = person(tenant, email, "manager");
        String code = code(signIn("known", email, true));
        assertThat(one.superAdmin()
                        .delete("/v1/tenants/" + tenant.id() + "/users/" + id)
                        .status())
                .isEqualTo(204);

        assertThat(exchange(one, code).status()).isEqualTo(401);
        assertThat(location(signIn("known", email, true))).endsWith("#error=not_allowed");
    }

    @Test
    void aCodeIsGoodOnceOnWhicheverServer() {
        String code = code(signIn("acme", email(), true));

        assertThat(exchange(other, code).status()).isEqualTo(200);
        assertThat(exchange(one, code).status()).isEqualTo(401);
        assertThat(exchange(other, code).status()).isEqualTo(401);
        for (String bad : new String[] {"x", "vqo_", "vqo_" + "A".repeat(64)}) {
            assertThat(exchange(one, bad).status()).as(bad).isEqualTo(401);
        }
        assertThat(one.api().post(EXCHANGE, "{}").badFields()).containsExactly("code");
    }

    @Test
    void theBrowserMayComeBackToTheOtherServerAndKeepsNoCookie() {
        enqueue("acme", email(), true);
        URI start = URI.create(one.origin() + "/v1/auth/oidc/acme/start?redirect=/desk");

        Browser browser = new Browser();
        HttpResponse<String> answer = browser.go(
                start,
                uri -> uri.getPath().endsWith("/callback")
                        ? URI.create(uri.toString().replace(one.origin(), other.origin()))
                        : uri);

        assertThat(location(answer)).startsWith("/desk#code=vqo_");
        assertThat(browser.cookies()).isZero();
    }

    @Test
    void noOtherHostIsRedirectedTo() {
        for (String target : new String[] {"//evil.example", "https://evil.example", "/%5Cevil.example", "x"}) {
            enqueue("acme", email(), true);
            HttpResponse<String> answer =
                    new Browser().go(URI.create(one.origin() + "/v1/auth/oidc/acme/start?redirect=" + target));
            assertThat(answer.statusCode()).as(target).isEqualTo(422);
        }
    }

    @Test
    void whoComesBackWithoutHavingBeenThereIsSentThere() {
        Answer forged = one.api().get("/v1/auth/oidc/acme/callback?code=x&state=y");
        assertThat(forged.status()).isEqualTo(302);
        assertThat(forged.header("Location"))
                .startsWith(issuer.issuerUrl("acme").toString());
        for (String path : List.of("/none/start", "/none/callback", "/none")) {
            Answer answer = one.api().get("/v1/auth/oidc" + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).as(path).isEqualTo("not_found");
        }
    }

    @Test
    void aCallbackIsGoodOnlyForTheBrowserThatStarted() {
        URI start = URI.create(one.origin() + "/v1/auth/oidc/acme/start");
        List<URI> callbacks = new ArrayList<>();
        Browser victim = new Browser();
        victim.go(start, uri -> {
            if (uri.getPath().endsWith("/callback")) {
                callbacks.add(uri);
                return URI.create(one.origin() + "/v1/auth/oidc");
            }
            return uri;
        });

        assertThat(callbacks).hasSize(1);
        HttpResponse<String> stranger = new Browser().go(callbacks.getFirst());
        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(stranger.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void whoDoesNotWantToAtTheIssuerIsNotLetIn() {
        HttpResponse<String> answer = new Browser()
                .go(
                        URI.create(one.origin() + "/v1/auth/oidc/acme/start?redirect=/desk"),
                        uri -> uri.getPath().endsWith("/callback")
                                ? URI.create(uri.toString().replace("code=", "error=access_denied&x="))
                                : uri);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void theTrailTellsOfSignInsAndRefusals() throws SQLException {
        signIn("acme", email(), true);
        signIn("known", email(), true);

        try (var owner = database.owner();
                var statement = owner.prepareStatement("SELECT count(*) FILTER (WHERE action = 'user.signed_in'),"
                        + " count(*) FILTER (WHERE action = 'user.sign_in_refused'),"
                        + " count(*) FILTER (WHERE after->>'email' ~ '^[a-z0-9]?\\*\\*\\*@example.com$')"
                        + " FROM audit_entry WHERE tenant_id = ?::uuid")) {
            statement.setString(1, tenant.id());
            var row = statement.executeQuery();
            row.next();
            assertThat(row.getInt(1)).isPositive();
            assertThat(row.getInt(2)).isPositive();
            assertThat(row.getInt(3)).isPositive();
        }
    }

    private HttpResponse<String> signIn(String name, String email, boolean verified) {
        enqueue(name, email, verified);
        return new Browser().go(URI.create(one.origin() + "/v1/auth/oidc/" + name + "/start?redirect=/desk?a=b"));
    }

    private void enqueue(String name, String email, boolean verified) {
        issuer.enqueueCallback(new DefaultOAuth2TokenCallback(
                name,
                UUID.randomUUID().toString(),
                "JWT",
                List.of("virtualqueue"),
                Map.of("email", email, "email_verified", verified),
                DAY));
    }

    private String person(TestTenant of, String email, String role) {
        return one.superAdmin()
                .post(
                        "/v1/tenants/" + of.id() + "/users",
                        Map.of("email", email, "password", "correct horse battery", "role", role))
                .body()
                .path("id")
                .asText();
    }

    private String subject(Answer tokens) {
        return one.api()
                .withBearer(tokens.body().path("accessToken").asText())
                .get("/oauth/validate")
                .body()
                .path("sub")
                .asText();
    }

    private static Answer exchange(RunningServer server, String code) {
        return server.api().post(EXCHANGE, Map.of("code", code));
    }

    private static String code(HttpResponse<String> answer) {
        String location = location(answer);
        assertThat(location).startsWith("/desk?a=b#code=");
        return location.substring(location.indexOf('=', location.indexOf('#')) + 1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^https?://[^/]+", ""))
                .orElseThrow(() -> new AssertionError(answer + " " + answer.body()));
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }
}
