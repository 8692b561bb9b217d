/* SPDX-License-Identifier: Apache-2.0 */
/** What a circuit breaker promises, and one judge for each promise. */
@NullMarked
package dev.mcpjunit.contract.breaker.check;

import org.jspecify.annotations.NullMarked;
