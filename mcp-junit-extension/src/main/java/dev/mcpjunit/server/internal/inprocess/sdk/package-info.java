/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Servers of the MCP Java SDK in this JVM, on the JDK's HTTP server: no servlet container is needed. One of the homes
 * of the SDK. Internal.
 */
@NullMarked
package dev.mcpjunit.server.internal.inprocess.sdk;

import org.jspecify.annotations.NullMarked;
