/* SPDX-License-Identifier: Apache-2.0 */
/** An authorization server that a test controls, for servers that require tokens and for clients that get them. */
@NullMarked
package dev.mcpjunit.authorization;

import org.jspecify.annotations.NullMarked;
