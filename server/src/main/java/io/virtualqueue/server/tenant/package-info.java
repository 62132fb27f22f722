/** Tenants: the organisations that share a server and never see each other, and their people. */
@NullMarked
package io.virtualqueue.server.tenant;

import org.jspecify.annotations.NullMarked;
