/* SPDX-License-Identifier: Apache-2.0 */
/** Servers in containers: the home of Testcontainers. Internal. */
@NullMarked
package dev.mcpjunit.server.internal.container;

import org.jspecify.annotations.NullMarked;
