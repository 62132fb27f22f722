package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.vault.TenantKeys;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Seals what people tell, for the session that they tell it for, with their tenant's keys; and opens it. What is found
 * exactly is found by keyed hashes: of names and addresses without regard to case and outer blanks, of phone numbers by
 * their digits.
 */
@Singleton
public final class People {
    private static final String PURPOSE = "person:";

    private final Vault vault;
    private final ExecutorService threads;

    @Inject
    public People(Vault vault, @VirtualThreads ExecutorService threads) {
        this.vault = vault;
        this.threads = threads;
    }

    /** Seals at once where the keys are at hand, else on a thread that may wait for them. Nothing told costs nothing. */
    CompletionStage<PersonalData> seal(UUID tenantId, UUID sessionId, Person person) {
        if (person.isEmpty()) {
            return CompletableFuture.completedStage(PersonalData.NONE);
        }
        TenantKeys keys = vault.recall(tenantId);
        return keys != null
                ? CompletableFuture.completedStage(seal(keys, sessionId, person))
                : CompletableFuture.supplyAsync(() -> sealNow(tenantId, sessionId, person), threads);
    }

    /** Seals with the newest key of the tenant; may wait for the database. */
    public PersonalData sealNow(UUID tenantId, UUID sessionId, Person person) {
        return seal(vault.keys(tenantId), sessionId, person);
    }

    private static PersonalData seal(TenantKeys keys, UUID sessionId, Person person) {
        byte[] sealed = keys.seal(person.toJson(), PURPOSE + sessionId);
        return new PersonalData(
                sealed,
                TenantKeys.keyOf(sealed),
                hashIfTold(keys, Field.NAME, person.name()),
                hashIfTold(keys, Field.EMAIL, person.email()),
                hashIfTold(keys, Field.PHONE, person.phone()));
    }

    /**
     * Seals for another session of the tenant what is sealed for this one, without reading it. Gets the keys now, which
     * may wait for the database, so that sealing rarely does.
     */
    UnaryOperator<PersonalData> resealing(UUID tenantId, UUID from, UUID to) {
        vault.keys(tenantId);
        return told -> {
            TenantKeys keys = vault.keysFor(tenantId, told.sealed());
            byte[] sealed = keys.seal(keys.open(told.sealed(), PURPOSE + from), PURPOSE + to);
            return new PersonalData(
                    sealed, TenantKeys.keyOf(sealed), told.nameHash(), told.emailHash(), told.phoneHash());
        };
    }

    /** What was sealed; may wait for the database. */
    public Person open(SealedPerson person) {
        TenantKeys keys = vault.keysFor(person.tenantId(), person.sealed());
        return Person.fromJson(keys.open(person.sealed(), PURPOSE + person.sessionId()));
    }

    /** What this tenant's people of that address are found by; may wait for the database. */
    public byte[] emailHash(UUID tenantId, String email) {
        return hash(vault.keys(tenantId), Field.EMAIL, email);
    }

    /** What this tenant's people of that number are found by; may wait for the database. */
    public byte[] phoneHash(UUID tenantId, String phone) {
        return hash(vault.keys(tenantId), Field.PHONE, phone);
    }

    /** What this tenant's people of that name are found by; may wait for the database. */
    byte[] nameHash(UUID tenantId, String name) {
        return hash(vault.keys(tenantId), Field.NAME, name);
    }

    private enum Field {
        NAME,
        EMAIL,
        PHONE
    }

    private static byte @Nullable [] hashIfTold(TenantKeys keys, Field field, @Nullable String text) {
        return text == null ? null : hash(keys, field, text);
    }

    private static byte[] hash(TenantKeys keys, Field field, String text) {
        return keys.searchHash(
                field.name().toLowerCase(Locale.ROOT), field == Field.PHONE ? digits(text) : folded(text));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The digits alone; a text without any stands for itself. */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .filter(Character::isDigit)
                .map(digit -> Character.digit(digit, 10))
                .forEach(digits::append);
        return digits.isEmpty() ? folded(text) : digits.toString();
    }
}
