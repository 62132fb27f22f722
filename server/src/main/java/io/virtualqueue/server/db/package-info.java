/**
 * PostgreSQL, embedded or elsewhere: started, migrated, and reached only through tenant-scoped or worker transactions.
 */
@NullMarked
package io.virtualqueue.server.db;

import org.jspecify.annotations.NullMarked;
