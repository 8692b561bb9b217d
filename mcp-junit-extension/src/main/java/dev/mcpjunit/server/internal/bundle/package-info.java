/* SPDX-License-Identifier: Apache-2.0 */
/** MCP bundles: reads and unpacks archives, and verifies their signatures. Internal. */
@NullMarked
package dev.mcpjunit.server.internal.bundle;

import org.jspecify.annotations.NullMarked;
