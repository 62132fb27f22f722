package io.virtualqueue.server.privacy;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Seals what people told before there was sealing, or told a server that does not seal yet. */
@Singleton
final class PlainPeople {
    /** So many are sealed in one transaction. */
    static final int MAX_AT_ONCE = 500;

    private static final String FIND = Sql.text(PlainPeople.class, "find_plain_people");
    private static final String SEAL = Sql.text(PlainPeople.class, "seal_person");

    private final WorkerTransactions worker;
    private final People people;

    private record Plain(UUID tenantId, UUID sessionId, Person person) {}

    /** What a person told, sealed anew. */
    record Sealed(UUID tenantId, UUID sessionId, PersonalData data) {}

    @Inject
    PlainPeople(WorkerTransactions worker, People people) {
        this.worker = worker;
        this.people = people;
    }

    /**
     * Seals all of a tenant, or of all tenants.
     *
     * @return how many there were
     */
    long sealAll(@Nullable UUID tenantId) {
        long all = 0;
        int last;
        do {
            last = sealSome(tenantId, MAX_AT_ONCE);
            all += last;
        } while (last == MAX_AT_ONCE);
        return all;
    }

    /** Seals at most so many. Keys are asked for outside of transactions, which would else wait for each other. */
    int sealSome(@Nullable UUID tenantId, int atMost) {
        List<Plain> found = worker.inTransaction(handle -> handle.createQuery(FIND)
                .bindByType("tenant", tenantId, UUID.class)
                .bind("limit", atMost)
                .map((row, _) -> new Plain(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("session_id", UUID.class),
                        new Person(
                                row.getString("name"),
                                row.getString("email"),
                                row.getString("phone"),
                                row.getString("metadata"))))
                .list());
        if (!found.isEmpty()) {
            List<Sealed> sealed = found.stream()
                    .map(plain -> new Sealed(
                            plain.tenantId(),
                            plain.sessionId(),
                            people.sealNow(plain.tenantId(), plain.sessionId(), plain.person())))
                    .toList();
            worker.inTransaction(handle -> write(handle, sealed));
        }
        return found.size();
    }

    /** Puts these in the place of what is there; who has been erased meanwhile stays so. */
    static int write(Handle handle, List<Sealed> sealed) {
        PreparedBatch batch = handle.prepareBatch(SEAL);
        for (Sealed person : sealed) {
            batch.bind("tenant", person.tenantId())
                    .bind("session", person.sessionId())
                    .bind("sealed", person.data().sealed())
                    .bind("key", person.data().keyId())
                    .bind("name", person.data().nameHash())
                    .bind("email", person.data().emailHash())
                    .bind("phone", person.data().phoneHash())
                    .add();
        }
        return batch.execute().length;
    }
}
