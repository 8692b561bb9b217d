/* SPDX-License-Identifier: Apache-2.0 */
/** The results of checks, the same for all contracts. Knows neither JUnit nor the wire. */
@NullMarked
package dev.mcpjunit.contract.verdict;

import org.jspecify.annotations.NullMarked;
