package io.virtualqueue.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.bench.machine.Children;
import io.virtualqueue.bench.machine.Postmaster;
import io.virtualqueue.bench.machine.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The packaged server, started as {@code ./vq serve} starts it, with the routes of the limits switched on. */
public final class PackagedServer {
    private static final String ADMIN_EMAIL = "admin@example.com";
    private static final String ADMIN_PASSWORD = "a long enough password";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Launcher launcher;
    private final Path directory;
    private final Path data;
    private final Map<String, String> variables;
    private Process process;
    private int port;
    private long startedAtNanos;

    private PackagedServer(Launcher launcher, Path directory, Map<String, String> variables)
            throws IOException, InterruptedException {
        this.launcher = launcher;
        this.directory = directory;
        this.data = Launcher.data(directory);
        this.variables = Map.copyOf(variables);
        this.port = Launcher.freePort();
        this.process = launch();
    }

    /** A server with a new PostgreSQL of its own; returns when it is ready. */
    public static PackagedServer start(Launcher launcher, String name, Map<String, String> variables)
            throws IOException, InterruptedException {
        PackagedServer server = new PackagedServer(launcher, launcher.newDirectory(name), variables);
        server.awaitReady();
        return server;
    }

    /** Another server on the PostgreSQL of this one; returns when it is ready. */
    public PackagedServer second() throws IOException, InterruptedException {
        Database database = database();
        PackagedServer server = new PackagedServer(
                launcher,
                directory,
                Map.of(
                        "VQ_DB_URL", database.url(),
                        "VQ_DB_USER", database.user(),
                        "VQ_DB_PASSWORD", database.password(),
                        "VQ_MASTER_KEY_FILE", data.resolve("master.key").toString()));
        server.awaitReady();
        return server;
    }

    private boolean hasOwnPostgres() {
        return !variables.containsKey("VQ_DB_URL");
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.java().toString());
        command.addAll(launcher.serverOptions());
        command.addAll(
                List.of("-jar", launcher.jar().toString(), "serve", "--no-demo", "--port", Integer.toString(port)));
        if (hasOwnPostgres()) {
            command.addAll(List.of("--data", data.toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(launcher.cores().server(command)).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment()
                .putAll(new HashMap<>(Map.of(
                        "VQ_ADMIN_EMAIL",
                        ADMIN_EMAIL,
                        "VQ_ADMIN_PASSWORD",
                        ADMIN_PASSWORD,
                        "VQ_BASELINE",
                        "true",
                        "VQ_RATE_LIMIT_PER_MINUTE",
                        "0")));
        builder.environment().putAll(variables);
        startedAtNanos = System.nanoTime();
        return launcher.children().start(builder);
    }

    private Path log() {
        return directory.resolve(hasOwnPostgres() ? "server.log" : "second.log");
    }

    /** Returns when the server can do its work. */
    public void awaitReady() throws IOException, InterruptedException {
        HttpApi api = HttpApi.anonymous(port);
        await(() -> api.status("/q/health/ready") == 200);
        if (hasOwnPostgres()) {
            postgres().forEach(launcher.children()::adopt);
        }
    }

    /**
     * Asks again and again until the answer is yes, through the time in which nothing listens yet.
     *
     * @return the time from the start of the process to the yes
     */
    public Duration await(Callable<Boolean> question) throws IOException, InterruptedException {
        while (System.nanoTime() - startedAtNanos < STARTS_WITHIN.toNanos()) {
            if (!process.isAlive()) {
                break;
            }
            try {
                if (question.call()) {
                    return Duration.ofNanos(System.nanoTime() - startedAtNanos);
                }
            } catch (IOException notYet) {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                throw new IOException(failure);
            }
        }
        throw new IOException("the server does not start:\n" + Files.readString(log()));
    }

    /** Starts again what was ended; returns at once. It ends the PostgreSQL that a kill left behind by itself. */
    public void startAgain() throws IOException {
        postgres().forEach(launcher.children()::disown);
        port = Launcher.freePort();
        process = launch();
    }

    /** As {@code kill -9} does; PostgreSQL lives on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As SIGTERM does; returns when all has ended by itself. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPS_WITHIN)) {
            throw new IOException("the server does not stop:\n" + Files.readString(log()));
        }
    }

    /** Ends all of it and deletes its data. */
    public void discard() {
        List<Long> postgres = hasOwnPostgres() ? postgres() : List.of();
        Children.end(process.toHandle());
        postgres.forEach(pid -> ProcessHandle.of(pid).ifPresent(Children::end));
        if (hasOwnPostgres()) {
            Children.delete(directory);
        }
    }

    public int port() {
        return port;
    }

    public long residentBytes() {
        return Proc.residentBytes(process.pid());
    }

    /** For measurements. */
    public Target target() {
        return new Target(port, List.of(process.pid()), postgres());
    }

    private List<Long> postgres() {
        return Postmaster.in(data).stream().toList();
    }

    /** The PostgreSQL beneath. */
    public Database database() throws IOException {
        return Database.in(data);
    }

    /** A new tenant. */
    public Tenant tenant() throws IOException, InterruptedException {
        return tenants(1).getFirst();
    }

    /** So many new tenants. */
    public List<Tenant> tenants(int count) throws IOException, InterruptedException {
        HttpApi admin = admin();
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode tenant = admin.post(
                    "/v1/tenants", Map.of("name", "Bench", "domain", UUID.randomUUID() + ".example.com"), 201);
            tenants.add(new Tenant(
                    this, tenant.path("id").asText(), tenant.path("apiKey").asText()));
        }
        return tenants;
    }

    /** Calls of whoever runs the platform. */
    HttpApi admin() throws IOException, InterruptedException {
        JsonNode login = HttpApi.anonymous(port)
                .post("/v1/auth/login", Map.of("email", ADMIN_EMAIL, "password", ADMIN_PASSWORD), 200);
        return HttpApi.on(
                port, "Authorization", "Bearer " + login.path("accessToken").asText());
    }
}
