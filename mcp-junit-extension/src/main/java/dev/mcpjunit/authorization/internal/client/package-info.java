/* SPDX-License-Identifier: Apache-2.0 */
/** How a connection logs in to a protected server. */
@NullMarked
package dev.mcpjunit.authorization.internal.client;

import org.jspecify.annotations.NullMarked;
