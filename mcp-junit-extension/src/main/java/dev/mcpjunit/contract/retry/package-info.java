/* SPDX-License-Identifier: Apache-2.0 */
/** What a client declares about its retries. Knows neither JUnit nor the wire. */
@NullMarked
package dev.mcpjunit.contract.retry;

import org.jspecify.annotations.NullMarked;
