package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What people may do once and soon: accept an invitation, choose another password, show a second factor. A ticket is
 * known by its token, of which only the hash is kept.
 */
public final class Tickets {
    /** So many of one purpose a person may have; making another ends the oldest. */
    public static final int MAX_PER_PURPOSE = 5;
    /** So often a ticket may be tried with a code. */
    public static final int MAX_TRIES = 5;
    /** So many codes are sent for one ticket. */
    public static final int MAX_CODES = 3;

    public static final Duration CODE_TTL = Duration.ofMinutes(10);
    static final int MAX_DELETED_AT_ONCE = 10_000;

    private static final String ADD = Sql.text(Tickets.class, "add_ticket");
    private static final String KEEP_NEWEST = Sql.text(Tickets.class, "forget_tickets_but_newest");
    private static final String FIND = Sql.text(Tickets.class, "find_ticket");
    private static final String FIND_OF_ACCOUNT = Sql.text(Tickets.class, "find_ticket_of_account");
    private static final String COUNT = Sql.text(Tickets.class, "count_tickets");
    private static final String TAKE = Sql.text(Tickets.class, "take_ticket");
    private static final String END = Sql.text(Tickets.class, "end_tickets");
    private static final String TRY = Sql.text(Tickets.class, "try_ticket");
    private static final String SET_CODE = Sql.text(Tickets.class, "set_ticket_code");
    private static final String FORGET_OLD = Sql.text(Tickets.class, "forget_old_tickets");

    private Tickets() {}

    /** What a ticket is for, and for how long. */
    public enum Purpose {
        INVITATION(Duration.ofDays(7)),
        PASSWORD_RESET(Duration.ofHours(1)),
        /** The password was right; a code of the second factor is still to come. */
        SECOND_FACTOR(Duration.ofMinutes(5)),
        /** The password was right, and the tenant wants a second factor to be set up. */
        ENROLMENT(Duration.ofMinutes(15)),
        /** Whether mail reaches its person. */
        EMAIL_PROOF(Duration.ofMinutes(15));

        private final Duration ttl;

        Purpose(Duration ttl) {
            this.ttl = ttl;
        }

        public Duration ttl() {
            return ttl;
        }
    }

    /** A ticket that is good now. */
    public record Ticket(UUID tenantId, UUID id, UUID accountId, Purpose purpose) {}

    /** Makes a ticket and gives its token. */
    public static String issue(Handle handle, UUID tenantId, UUID accountId, Purpose purpose, Instant now) {
        TicketToken token = TicketToken.next(tenantId);
        add(handle, token, accountId, purpose, now);
        return token.text();
    }

    static void add(Handle handle, TicketToken token, UUID accountId, Purpose purpose, Instant now) {
        handle.createUpdate(KEEP_NEWEST)
                .bind("tenant", token.tenantId())
                .bind("account", accountId)
                .bind("purpose", purpose.name())
                .bind("now", at(now))
                .bind("kept", MAX_PER_PURPOSE - 1)
                .execute();
        handle.createUpdate(ADD)
                .bind("tenant", token.tenantId())
                .bind("id", token.ticketId())
                .bind("account", accountId)
                .bind("purpose", purpose.name())
                .bind("hash", token.hash())
                .bind("now", at(now))
                .bind("expires", at(now.plus(purpose.ttl())))
                .execute();
    }

    /** The ticket of this token, when it is good and for one of these purposes. */
    public static Optional<Ticket> find(Handle handle, TicketToken token, Set<Purpose> purposes, Instant now) {
        return handle.createQuery(FIND)
                .bind("tenant", token.tenantId())
                .bind("id", token.ticketId())
                .bind("hash", token.hash())
                .bind("now", at(now))
                .map((row, _) -> new Ticket(
                        token.tenantId(),
                        token.ticketId(),
                        row.getObject(1, UUID.class),
                        Purpose.valueOf(row.getString(2))))
                .findOne()
                .filter(ticket -> purposes.contains(ticket.purpose()));
    }

    /** The newest ticket of a person for this purpose. */
    public static Optional<Ticket> newest(Handle handle, UUID tenantId, UUID accountId, Purpose purpose, Instant now) {
        return handle.createQuery(FIND_OF_ACCOUNT)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .bind("purpose", purpose.name())
                .bind("now", at(now))
                .map((row, _) -> new Ticket(tenantId, row.getObject(1, UUID.class), accountId, purpose))
                .findOne();
    }

    /** How many good tickets a person has for this purpose. */
    public static int count(Handle handle, UUID tenantId, UUID accountId, Purpose purpose, Instant now) {
        return handle.createQuery(COUNT)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .bind("purpose", purpose.name())
                .bind("now", at(now))
                .mapTo(Integer.class)
                .one();
    }

    /** Uses a ticket up; false when someone else just has. */
    public static boolean take(Handle handle, Ticket ticket) {
        return handle.createUpdate(TAKE)
                        .bind("tenant", ticket.tenantId())
                        .bind("id", ticket.id())
                        .execute()
                == 1;
    }

    /** Ends all tickets of a person, as a new password does. */
    public static void endAll(Handle handle, UUID tenantId, UUID accountId) {
        handle.createUpdate(END)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .execute();
    }

    /**
     * Counts a try with a code.
     *
     * @param codeHash of the code, compared with that of the one that was sent
     * @return whether it is that code and in time; empty when there were {@link #MAX_TRIES} before
     */
    public static Optional<Boolean> tried(Handle handle, Ticket ticket, byte[] codeHash, Instant now) {
        return handle.createQuery(TRY)
                .bind("tenant", ticket.tenantId())
                .bind("id", ticket.id())
                .bind("hash", codeHash)
                .bind("now", at(now))
                .bind("most", MAX_TRIES)
                .mapTo(Boolean.class)
                .findOne();
    }

    /** Notes the code that is being sent; false when there were {@link #MAX_CODES} before. */
    public static boolean setCode(Handle handle, Ticket ticket, byte[] codeHash, Instant now) {
        return handle.createUpdate(SET_CODE)
                        .bind("tenant", ticket.tenantId())
                        .bind("id", ticket.id())
                        .bind("hash", codeHash)
                        .bind("expires", at(now.plus(CODE_TTL)))
                        .bind("most", MAX_CODES)
                        .execute()
                == 1;
    }

    /** Deletes what has expired, for servers only. */
    public static int forgetOld(Handle handle, Instant now) {
        return handle.createUpdate(FORGET_OLD)
                .bind("now", at(now))
                .bind("limit", MAX_DELETED_AT_ONCE)
                .execute();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
