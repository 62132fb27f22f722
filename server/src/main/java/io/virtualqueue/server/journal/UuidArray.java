package io.virtualqueue.server.journal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array of UUIDs as PostgreSQL's binary protocol has it (array_recv, uuid_recv). The driver would write them out as
 * text, for PostgreSQL to read, which took a tenth of the time of an append. Connections name the type in {@code
 * binaryTransferEnable}.
 */
final class UuidArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1;

    private static final String TYPE = "_uuid";
    private static final int ELEMENT_OID = 2950;
    private static final int HEADER_BYTES = 20;
    private static final int LENGTH_BYTES = 4;
    private static final int UUID_BYTES = 16;
    private static final int NULL = -1;

    private final byte[] bytes;

    private UuidArray(byte[] bytes) {
        this.bytes = bytes;
        setType(TYPE);
    }

    /** Of one column of these rows. */
    static <T> UuidArray of(List<T> rows, Function<T, @Nullable UUID> column) {
        int count = rows.size();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + count * (LENGTH_BYTES + UUID_BYTES));
        // An empty array has no dimensions.
        buffer.putInt(count == 0 ? 0 : 1).putInt(1).putInt(ELEMENT_OID);
        if (count > 0) {
            buffer.putInt(count).putInt(1);
        }
        for (T row : rows) {
            UUID uuid = column.apply(row);
            if (uuid == null) {
                buffer.putInt(NULL);
            } else {
                buffer.putInt(UUID_BYTES)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits());
            }
        }
        byte[] written = new byte[buffer.position()];
        buffer.flip().get(written);
        return new UuidArray(written);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new IllegalStateException("it is only written");
    }

    @Override
    public int lengthInBytes() {
        return bytes.length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
