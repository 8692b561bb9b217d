/* SPDX-License-Identifier: Apache-2.0 */
/** Servers in this JVM, made by a class of the user. Internal. */
@NullMarked
package dev.mcpjunit.server.internal.inprocess;

import org.jspecify.annotations.NullMarked;
