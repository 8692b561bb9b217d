/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Servers from configuration files: the {@code mcp.json} of a team, a registry's {@code server.json}, the manifest of a
 * bundle.
 */
@NullMarked
package dev.mcpjunit.server.config;

import org.jspecify.annotations.NullMarked;
