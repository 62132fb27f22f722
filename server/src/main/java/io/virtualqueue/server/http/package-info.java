/** What every feature's HTTP has in common: problems, fields of bodies, paging, the tenant path, headers. */
@NullMarked
package io.virtualqueue.server.http;

import org.jspecify.annotations.NullMarked;
