/** What is promised to staff at a service desk. */
@NullMarked
package io.virtualqueue.server.desk;

import org.jspecify.annotations.NullMarked;
