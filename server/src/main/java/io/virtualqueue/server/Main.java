package io.virtualqueue.server;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.StartupException;
import io.virtualqueue.server.vault.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the database, then the server on it; stops them the other way round. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** {@code serve [--port N] [--host H] [--data DIR] [--demo|--no-demo]}. */
    public static void main(String... arguments) {
        int exitCode;
        try {
            exitCode = serve(ServeOptions.read(List.of(arguments), System.getenv()), TlsFiles.read(System.getenv()));
        } catch (StartupException problem) {
            System.err.println("vq: " + problem.getMessage());
            exitCode = 1;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int serve(ServeOptions options, Optional<TlsFiles> tls) {
        refuseIfPortIsTaken(options.host(), options.port(), "--port");
        tls.ifPresent(files -> {
            files.check();
            refuseIfPortIsTaken(options.host(), files.port(), "VQ_TLS_PORT");
        });
        CountDownLatch ended = new CountDownLatch(1);
        Thread waitForEnd = new Thread(() -> awaitUninterruptibly(ended), "wait for the database to stop");
        try (Database database = Database.open(options.database())) {
            // On a signal the machine halts when its hooks are done, and this one lets the main thread finish first.
            Runtime.getRuntime().addShutdownHook(waitForEnd);
            Vault vault = DatabaseProducer.openVault(options, database, System.getenv());
            DatabaseProducer.hand(options, database, vault);
            // The framework would answer malformed targets with an empty 400; http.Gate looks itself.
            System.setProperty("vertx.disableURIValidation", "true");
            System.setProperty("quarkus.http.host", options.host());
            System.setProperty("quarkus.http.port", Integer.toString(options.port()));
            tls.ifPresent(files -> files.settings().forEach(System::setProperty));
            return runQuarkus();
        } finally {
            ended.countDown();
        }
    }

    private static int runQuarkus() {
        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(null, (code, problem) -> {
            if (problem != null) {
                System.err.println("vq: The server does not start: " + reason(problem));
            }
            exitCode.set(code);
        });
        return exitCode.get();
    }

    /** The framework wraps what went wrong, a bad setting for instance, in failures of its own. */
    private static String reason(Throwable problem) {
        Throwable reason = problem;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    /** Said before the database starts, so that a mistyped port costs no time. */
    private static void refuseIfPortIsTaken(String host, int port, String setting) {
        if (port == 0 || LaunchMode.current().isDevOrTest()) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException unknown) {
            throw new StartupException("There is no address " + host + " to listen on.", unknown);
        } catch (IOException taken) {
            throw new StartupException(
                    "Port " + port + " on " + host + " cannot be used (" + taken.getMessage()
                            + "); choose another with " + setting + ".",
                    taken);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
