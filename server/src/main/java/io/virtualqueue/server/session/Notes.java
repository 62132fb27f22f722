package io.virtualqueue.server.session;

import io.virtualqueue.engine.CustomField;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.PersonalData;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is known of a person, sealed anew each time. Nothing is locked meanwhile, because the keys may have to be
 * asked for: whoever finds that somebody else has changed it starts again. Waits for the database.
 */
@Singleton
final class Notes {
    private static final int MAX_TRIES = 5;

    private static final String READ = Sql.text(Notes.class, "read_person");
    private static final String ADD = Sql.text(Notes.class, "add_person");
    private static final String CHANGE = Sql.text(Notes.class, "change_person");
    private static final String REMOVE = Sql.text(Notes.class, "remove_person");

    private final TenantTransactions tenants;
    private final People people;

    /** What is to become of a person's data. */
    interface Change extends UnaryOperator<Person> {}

    /** The body that changes a session, as the documentation shows it. */
    @Schema(name = "SessionChange")
    record Body(
            @Schema(maxLength = JoinWish.MAX_NOTES, description = "For staff; null or blank: none.") @Nullable
            String notes,

            @Schema(description = "All answers to the queue's fields, by name.") @Nullable
            Map<String, Object> fields) {}

    /** A person's row: sealed, or plain from before there was sealing. */
    private record Known(Person plain, @Nullable SealedPerson sealed) {
        static Known from(UUID tenantId, UUID sessionId, ResultSet row) throws SQLException {
            byte[] sealed = row.getBytes("sealed");
            Person plain = new Person(
                    row.getString("name"), row.getString("email"), row.getString("phone"), row.getString("metadata"));
            return new Known(plain, sealed == null ? null : new SealedPerson(tenantId, sessionId, sealed));
        }

        Person opened(People people) {
            return sealed == null ? plain : people.open(sealed);
        }
    }

    @Inject
    Notes(TenantTransactions tenants, People people) {
        this.tenants = tenants;
        this.people = people;
    }

    /**
     * Reads what is to be changed; absent fields stay.
     *
     * @throws ProblemException 422 naming every bad field
     */
    static Change changeOf(Fields fields, List<CustomField> asked) {
        String notes = JoinWish.notes(fields);
        boolean changesNotes = fields.isPresent("notes");
        boolean changesAnswers = fields.isPresent("fields");
        String answers = changesAnswers ? FieldAnswers.read(fields, asked) : null;
        fields.check();
        return person -> {
            Person noted = changesNotes ? person.withNotes(notes) : person;
            return changesAnswers ? noted.withFields(answers) : noted;
        };
    }

    /**
     * Changes what is known of the person of a session.
     *
     * @throws ProblemException 409 when it was erased, or others change it again and again
     */
    void change(UUID tenantId, UUID sessionId, Change change) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (tryToChange(tenantId, sessionId, change)) {
                return;
            }
        }
        throw ProblemException.conflict(
                "changed_since", "Somebody else has changed it, or the person's data were erased. Nothing was done.");
    }

    private boolean tryToChange(UUID tenantId, UUID sessionId, Change change) {
        Optional<Known> known = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(READ)
                        .bind("session", sessionId)
                        .map((row, _) -> Known.from(tenantId, sessionId, row))
                        .findOne());
        Person before = known.map(found -> found.opened(people)).orElse(Person.NONE);
        Person after = change.apply(before);
        if (after.equals(before)) {
            return true;
        }
        PersonalData told = after.isEmpty() ? PersonalData.NONE : people.sealNow(tenantId, sessionId, after);
        byte[] sealed = known.map(Known::sealed).map(SealedPerson::sealed).orElse(null);
        return tenants.inTenant(tenantId, handle -> {
            if (known.isEmpty()) {
                return bind(handle, ADD, sessionId, told).execute() == 1;
            }
            return after.isEmpty()
                    ? handle.createUpdate(REMOVE)
                                    .bind("session", sessionId)
                                    .bind("former", sealed)
                                    .execute()
                            == 1
                    : bind(handle, CHANGE, sessionId, told)
                                    .bind("former", sealed)
                                    .execute()
                            == 1;
        });
    }

    private static Update bind(Handle handle, String sql, UUID sessionId, PersonalData told) {
        return handle.createUpdate(sql)
                .bind("session", sessionId)
                .bind("sealed", told.sealed())
                .bind("key", told.keyId())
                .bind("name", told.nameHash())
                .bind("email", told.emailHash())
                .bind("phone", told.phoneHash());
    }
}
