/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Servers: what a test asks for ({@link dev.mcpjunit.server.ServerSpec}) and what it gets
 * ({@link dev.mcpjunit.server.RunningServer}).
 */
@NullMarked
package dev.mcpjunit.server;

import org.jspecify.annotations.NullMarked;
