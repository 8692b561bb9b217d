/* SPDX-License-Identifier: Apache-2.0 */
/** Connections: blocking clients that speak whatever protocol era the server speaks, with raw JSON in and out. */
@NullMarked
package dev.mcpjunit.connection;

import org.jspecify.annotations.NullMarked;
