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
 * What a person told about themselves on joining.
 *
 * @param metadata a JSON object as text, or null
 */
public record Person(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String metadata) {

    public static final Person NONE = new Person(null, null, null, null);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 200;
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String METADATA = "metadata";

    boolean isEmpty() {
        return name == null && email == null && phone == null && metadata == null;
    }

    /** One JSON object, with the metadata as the text they are; what was not told is left out. */
    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, NAME, name);
            write(json, EMAIL, email);
            write(json, PHONE, phone);
            write(json, METADATA, metadata);
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
            case NAME -> new Person(text, email, phone, metadata);
            case EMAIL -> new Person(name, text, phone, metadata);
            case PHONE -> new Person(name, email, text, metadata);
            case METADATA -> new Person(name, email, phone, text);
            default -> this;
        };
    }

    @Override
    public String toString() {
        return "Person[…]";
    }
}
