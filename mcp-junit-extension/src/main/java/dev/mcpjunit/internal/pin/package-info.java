/* SPDX-License-Identifier: Apache-2.0 */
/** Holds servers to their snapshot files and reports the result. Internal. */
@NullMarked
package dev.mcpjunit.internal.pin;

import org.jspecify.annotations.NullMarked;
