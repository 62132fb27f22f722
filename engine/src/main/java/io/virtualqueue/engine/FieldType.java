package io.virtualqueue.engine;

/** What may be filled into a {@link CustomField}. */
public enum FieldType {
    TEXT,
    NUMBER,
    FLAG,
    CHOICE,
    DATE
}
