package io.virtualqueue.server.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a person told about themselves on joining, sealed: nothing here can read it. It is kept in the table {@code
 * person} and nowhere else.
 */
public final class PersonalData {
    /** Nothing was told. */
    public static final PersonalData NONE = new PersonalData(new byte[0], 0, null, null, null);

    private final byte[] sealed;
    private final int keyId;
    private final byte @Nullable [] nameHash;
    private final byte @Nullable [] emailHash;
    private final byte @Nullable [] phoneHash;

    /**
     * Takes what was sealed as it is: the arrays are not copied.
     *
     * @param keyId the number of the key that it is sealed with
     * @param nameHash what the name is found by, or null when none was told; so the others
     */
    public PersonalData(
            byte[] sealed,
            int keyId,
            byte @Nullable [] nameHash,
            byte @Nullable [] emailHash,
            byte @Nullable [] phoneHash) {
        this.sealed = sealed;
        this.keyId = keyId;
        this.nameHash = nameHash;
        this.emailHash = emailHash;
        this.phoneHash = phoneHash;
    }

    boolean isEmpty() {
        return sealed.length == 0;
    }

    public byte[] sealed() {
        return sealed;
    }

    public int keyId() {
        return keyId;
    }

    public byte @Nullable [] nameHash() {
        return nameHash;
    }

    public byte @Nullable [] emailHash() {
        return emailHash;
    }

    public byte @Nullable [] phoneHash() {
        return phoneHash;
    }

    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
