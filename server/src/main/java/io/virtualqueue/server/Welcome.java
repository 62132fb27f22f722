package io.virtualqueue.server;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.identity.FirstAdmin;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Tells whoever started the server where it is and, when they were made just now, the credentials. */
@Singleton
final class Welcome {
    /** Addresses that mean all of this machine, none of which a browser can open. */
    private static final List<String> ANY_ADDRESS = List.of("0.0.0.0", "::", "[::]");

    private final ServeOptions options;
    private final HttpServer server;
    private final FirstAdmin admin;
    private final Demo demo;

    Welcome(ServeOptions options, HttpServer server, FirstAdmin admin, Demo demo) {
        this.options = options;
        this.server = server;
        this.admin = admin;
        this.demo = demo;
    }

    /** To the console and not to the log: logs are kept and shipped, and credentials do not belong there. */
    void greet(@ObservesAsync HttpServerStart started) {
        if (TlsFiles.read(System.getenv()).isEmpty()) {
            greet(base("http", options.host(), server.getPort()));
        }
    }

    void greet(@ObservesAsync HttpsServerStart started) {
        greet(base("https", options.host(), server.getSecurePort()));
    }

    private void greet(URI base) {
        System.out.print(text(base, options.database(), admin.email(), admin.generatedPassword(), demo.made()));
    }

    static URI base(String scheme, String host, int port) {
        String name = ANY_ADDRESS.contains(host) ? "localhost" : host;
        return URI.create(
                scheme + "://" + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port);
    }

    static String text(
            URI base,
            DatabaseSettings database,
            String adminEmail,
            Optional<String> adminPassword,
            Optional<Demo.Made> demo) {
        String data = switch (database) {
            case DatabaseSettings.Embedded(var directory) ->
                directory.toAbsolutePath().normalize().toString();
            case DatabaseSettings.External _ -> "in the PostgreSQL of VQ_DB_URL";
        };
        return """

                VirtualQueue serves at %1$s

                  API          %1$s/docs
                  health       %1$s/q/health
                  data         %2$s
                  super admin  %3$s%4$s
                """.formatted(
                                base,
                                data,
                                adminEmail,
                                adminPassword.map(Welcome::shownOnce).orElse(""))
                + demo.map(made -> text(base, made)).orElse("")
                + System.lineSeparator();
    }

    private static String text(URI base, Demo.Made demo) {
        return """

                  demo tenant  %2$s
                  demo admin   %3$s%4$s
                  API key      %5$s  (shown only now)

                Join the demo's waiting room:

                  curl -X POST %1$s/v1/public/queues/%6$s/sessions -H 'Content-Type: application/json' -d '{}'
                """.formatted(
                        base, demo.tenantId(), demo.email(), shownOnce(demo.password()), demo.apiKey(), demo.roomId());
    }

    private static String shownOnce(String password) {
        return ", password " + password + "  (shown only now)";
    }
}
