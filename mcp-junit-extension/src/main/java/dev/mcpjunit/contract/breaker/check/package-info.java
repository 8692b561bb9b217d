/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of the circuit-breaker contract: what a breaker must do, and how the wire shows it. */
@NullMarked
package dev.mcpjunit.contract.breaker.check;

import org.jspecify.annotations.NullMarked;
