/* SPDX-License-Identifier: Apache-2.0 */
/** Several servers together: which of them answer, what they offer, where their tools collide. */
@NullMarked
package dev.mcpjunit.fleet;

import org.jspecify.annotations.NullMarked;
