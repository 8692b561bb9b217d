/* SPDX-License-Identifier: Apache-2.0 */
/** Messages about class paths that do not fit. Internal. */
@NullMarked
package dev.mcpjunit.failure.internal;

import org.jspecify.annotations.NullMarked;
