/* SPDX-License-Identifier: Apache-2.0 */
/** The snapshot file, one per server: read, compared, and written whole or not at all. */
@NullMarked
package dev.mcpjunit.snapshot;

import org.jspecify.annotations.NullMarked;
