package io.virtualqueue.server.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a person told about themselves on joining, and what staff note about them.
 *
 * @param metadata a JSON object as text, or null
 * @param fields the answers to what the queue asks for, a JSON object as text, or null
 * @param notes for staff only
 */
public record Person(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String metadata,
        @Nullable String fields,
        @Nullable String notes) {

    public static final Person NONE = new Person(null, null, null, null);

    /** Of whom the queue asked nothing more, and nobody has noted anything. */
    public Person(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String metadata) {
        this(name, email, phone, metadata, null, null);
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 200;
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String METADATA = "metadata";
    private static final String FIELDS = "fields";
    private static final String NOTES = "notes";

    boolean isEmpty() {
        return name == null && email == null && phone == null && metadata == null && fields == null && notes == null;
    }

    /** The same with other answers to what the queue asks for. */
    Person withFields(@Nullable String newFields) {
        return new Person(name, email, phone, metadata, newFields, notes);
    }

    /** The same with other notes; null for none. */
    Person withNotes(@Nullable String newNotes) {
        return new Person(name, email, phone, metadata, fields, newNotes);
    }

    /** One JSON object, with metadata and fields as the texts they are; what was not told is left out. */
    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, NAME, name);
            write(json, EMAIL, email);
            write(json, PHONE, phone);
            write(json, METADATA, metadata);
            write(json, FIELDS, fields);
            write(json, NOTES, notes);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }

    /** The inverse of {@link #toJson}. */
    static Person fromJson(byte[] bytes) {
        Person person = NONE;
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            for (JsonToken next = json.nextToken(); next == JsonToken.FIELD_NAME; next = json.nextToken()) {
                String field = json.currentName();
                person = person.with(field, json.nextTextValue());
            }
            return person;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Person with(String field, String text) {
        return switch (field) {
            case NAME -> new Person(text, email, phone, metadata, fields, notes);
            case EMAIL -> new Person(name, text, phone, metadata, fields, notes);
            case PHONE -> new Person(name, email, text, metadata, fields, notes);
            case METADATA -> new Person(name, email, phone, text, fields, notes);
            case FIELDS -> withFields(text);
            case NOTES -> withNotes(text);
            default -> this;
        };
    }

    @Override
    public String toString() {
        return "Person[…]";
    }
}
