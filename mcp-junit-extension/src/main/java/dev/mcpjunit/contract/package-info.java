/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Contracts as test interfaces: a test class says how its client is called and what it declares, and inherits the tests
 * that hold it to that. They judge by what crosses the wire.
 */
@NullMarked
package dev.mcpjunit.contract;

import org.jspecify.annotations.NullMarked;
