/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a test says about a circuit breaker: how to call through it, what it declares, how its time passes. Knows
 * neither JUnit nor the wire.
 */
@NullMarked
package dev.mcpjunit.contract.breaker;

import org.jspecify.annotations.NullMarked;
