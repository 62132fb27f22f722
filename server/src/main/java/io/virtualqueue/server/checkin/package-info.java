/** Links by which people check in: at a kiosk, or by the code on a poster. */
@NullMarked
package io.virtualqueue.server.checkin;

import org.jspecify.annotations.NullMarked;
