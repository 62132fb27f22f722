/** The engine's specification, as tests. */
@NullMarked
package io.virtualqueue.engine;

import org.jspecify.annotations.NullMarked;
