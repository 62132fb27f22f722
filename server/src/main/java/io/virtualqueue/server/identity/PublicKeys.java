package io.virtualqueue.server.identity;

/**
 * What others verify passes with.
 *
 * @param json a JSON Web Key Set (RFC 7517)
 */
public record PublicKeys(String json) {}
