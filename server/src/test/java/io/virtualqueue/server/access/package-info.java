/** Holds every route of the API to who may do what, to the walls between tenants, and to hostile requests. */
@NullMarked
package io.virtualqueue.server.access;

import org.jspecify.annotations.NullMarked;
