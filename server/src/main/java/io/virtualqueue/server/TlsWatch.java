package io.virtualqueue.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.virtualqueue.server.db.StartupException;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Takes up a new certificate and key when their files have changed; unusable ones change nothing. */
@Singleton
final class TlsWatch {
    /** How often the files are looked at. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(TlsWatch.class);

    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private volatile boolean stopped;

    TlsWatch(TlsConfigurationRegistry registry, Event<CertificateUpdatedEvent> updated) {
        this.registry = registry;
        this.updated = updated;
    }

    void start(@Observes StartupEvent event) {
        TlsFiles.read(System.getenv())
                .ifPresent(files -> Thread.ofVirtual().name("certificate").start(() -> watch(files)));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void watch(TlsFiles files) {
        String seen = files.contents();
        while (!stopped) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            String now = files.contents();
            if (!stopped && !now.equals(seen)) {
                seen = now;
                takeUp(files);
            }
        }
    }

    private void takeUp(TlsFiles files) {
        try {
            files.check();
            TlsConfiguration configuration = registry.get(TlsFiles.NAME).orElseThrow();
            if (!configuration.reload()) {
                throw new IllegalStateException("The framework does not take the certificate");
            }
            updated.fire(new CertificateUpdatedEvent(TlsFiles.NAME, configuration));
            LOG.info("The new certificate is in use");
        } catch (StartupException unusable) {
            LOG.warn(unusable.getMessage() + " The certificate from before stays in use.");
        } catch (RuntimeException failure) {
            LOG.error("The new certificate could not be taken up; the one from before stays in use", failure);
        }
    }
}
