/* SPDX-License-Identifier: Apache-2.0 */
/** Trials of circuit breakers: calls, faults, time, and what the wire shows. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.breaker;

import org.jspecify.annotations.NullMarked;
