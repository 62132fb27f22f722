/** Tests of the database, and {@code TestDatabase} for the tests of all features. */
@NullMarked
package io.virtualqueue.server.db;

import org.jspecify.annotations.NullMarked;
