/* SPDX-License-Identifier: Apache-2.0 */
/** What a client declares about its timeouts. Knows neither JUnit nor the wire. */
@NullMarked
package dev.mcpjunit.contract.timeout;

import org.jspecify.annotations.NullMarked;
