/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The authorization server behind {@link dev.mcpjunit.authorization}: its endpoints, its keys and what it has issued.
 */
@NullMarked
package dev.mcpjunit.authorization.internal;

import org.jspecify.annotations.NullMarked;
