/* SPDX-License-Identifier: Apache-2.0 */
/** The client that a contract judges, and what is said of it in the end. Knows neither JUnit nor the wire. */
@NullMarked
package dev.mcpjunit.contract.client;

import org.jspecify.annotations.NullMarked;
