package io.virtualqueue.server.queue;

import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.FieldType;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.http.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a queue asks of those who join, as clients write and read it. */
public final class CustomFields {
    static final int MAX_NAME_LENGTH = 40;
    static final int MAX_LABEL_LENGTH = 100;
    static final int MAX_OPTION_LENGTH = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private CustomFields() {}

    /**
     * One field.
     *
     * @param name unique in its queue
     * @param label what people read
     * @param options what can be chosen; empty unless that is its type
     */
    @Schema(name = "CustomField")
    public record View(
            @Schema(pattern = "[A-Za-z][A-Za-z0-9_-]*", maxLength = MAX_NAME_LENGTH)
            String name,

            @Schema(maxLength = MAX_LABEL_LENGTH, description = "The name, unless given.")
            String label,

            @Schema(enumeration = {"text", "number", "flag", "choice", "date"})
            String type,

            @Schema(defaultValue = "false") boolean required,

            @Schema(description = "For the type choice, at most 200.")
            List<String> options) {
        static View of(CustomField field) {
            return new View(field.name(), field.label(), Wire.name(field.type()), field.required(), field.options());
        }
    }

    public static List<View> of(List<CustomField> fields) {
        return fields.stream().map(View::of).toList();
    }

    /** The field {@code fields} in its order, with what is wrong noted. */
    static List<CustomField> read(Fields fields) {
        List<CustomField> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields each : fields.objects("fields", 0, VisitRules.MAX_FIELDS)) {
            String name = each.text("name", 1, MAX_NAME_LENGTH);
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                each.reject("name", "must be letters, digits, _ and -, and begin with a letter");
            } else if (!name.isEmpty() && !names.add(name)) {
                each.reject("name", "must be unique in the queue");
            }
            String label = each.optionalText("label", 1, MAX_LABEL_LENGTH);
            FieldType type = each.oneOf("type", List.of(FieldType.values()), Wire::name);
            Boolean required = each.optionalFlag("required");
            read.add(new CustomField(
                    name, label == null ? name : label, type, Boolean.TRUE.equals(required), readOptions(each, type)));
        }
        return read;
    }

    private static List<String> readOptions(Fields field, @Nullable FieldType type) {
        List<String> options = field.texts("options", VisitRules.MAX_OPTIONS, 1, MAX_OPTION_LENGTH);
        boolean chooses = type == FieldType.CHOICE;
        if (options.isEmpty() && chooses) {
            field.reject("options", "must name what can be chosen");
        } else if (!options.isEmpty() && !chooses) {
            field.reject("options", "is for the type choice");
        } else if (new HashSet<>(options).size() < options.size()) {
            field.reject("options", "must be different from each other");
        }
        return options;
    }
}
