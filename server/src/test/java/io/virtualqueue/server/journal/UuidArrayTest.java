package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UuidArrayTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final UUID ONE = new UUID(1, -1);
    private static final UUID TWO = new UUID(Long.MIN_VALUE, Long.MAX_VALUE);

    @Test
    void postgresReadsWhatWasWritten() throws SQLException {
        assertThat(echoed(List.of(ONE, TWO))).isEqualTo("{" + ONE + "," + TWO + "}");
        assertThat(echoed(Arrays.asList(null, ONE, null))).isEqualTo("{NULL," + ONE + ",NULL}");
        assertThat(echoed(List.of())).isEqualTo("{}");
        List<UUID> many =
                Stream.generate(UUID::randomUUID).limit(Mailbox.MAX_BATCH).toList();
        assertThat(echoed(many).split(",")).hasSize(many.size());
    }

    /** More than once, as the driver changes to binary parameters when it has prepared a statement. */
    private static String echoed(List<@Nullable UUID> uuids) throws SQLException {
        String echoed = "";
        try (Connection connection = DATABASE.database().worker().connection();
                PreparedStatement statement = connection.prepareStatement("SELECT ?::uuid[]::text")) {
            for (int time = 0; time < 4; time++) {
                statement.setObject(1, UuidArray.of(uuids, Function.identity()));
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    echoed = row.getString(1);
                }
            }
        }
        return echoed;
    }
}
