/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Contracts as test interfaces: a test class says how its client is called and what it declares, and inherits the
 * tests. The verdicts rest on what crosses the wire. The probes make the same checks without JUnit.
 */
@NullMarked
package dev.mcpjunit.contract;

import org.jspecify.annotations.NullMarked;
