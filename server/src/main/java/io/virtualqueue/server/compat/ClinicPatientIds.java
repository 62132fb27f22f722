package io.virtualqueue.server.compat;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.server.identity.SessionTokens;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.socketio.PatientIds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Lets the ids of a clinic's patients stand for their tokens where the clinic wants that. */
@Singleton
final class ClinicPatientIds implements PatientIds {
    private final MeantTenant tenants;
    private final Clinics clinics;
    private final Journal journal;
    private final SessionTokens tokens;
    private final Features features;
    private final ExecutorService threads;

    @Inject
    ClinicPatientIds(
            MeantTenant tenants,
            Clinics clinics,
            Journal journal,
            SessionTokens tokens,
            Features features,
            @VirtualThreads ExecutorService threads) {
        this.tenants = tenants;
        this.clinics = clinics;
        this.journal = journal;
        this.tokens = tokens;
        this.features = features;
        this.threads = threads;
    }

    @Override
    public CompletionStage<@Nullable String> token(UUID patientId, @Nullable String host) {
        return CompletableFuture.supplyAsync(() -> lookUp(patientId, host), threads);
    }

    private @Nullable String lookUp(UUID patientId, @Nullable String host) {
        UUID tenant = tenants.find(host)
                .filter(id -> clinics.settings(id).patientIdIsEnough())
                .orElse(null);
        if (tenant == null) {
            return null;
        }
        QueueKey desk = clinics.deskIfSaid(tenant).orElse(null);
        return desk != null
                        && features.await(() -> journal.place(desk, patientId, 0))
                                .isPresent()
                ? tokens.issue(tenant, desk.queueId(), patientId)
                : null;
    }
}
