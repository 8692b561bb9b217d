/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a test class says: {@link dev.mcpjunit.McpServer} for the servers it needs, {@link dev.mcpjunit.PinnedSchema}
 * for the contract they have to keep.
 */
@NullMarked
package dev.mcpjunit;

import org.jspecify.annotations.NullMarked;
