/* SPDX-License-Identifier: Apache-2.0 */
/** What a client declares about its retries, and the checks that hold it to that. Knows no JUnit. */
@NullMarked
package dev.mcpjunit.contract.retry;

import org.jspecify.annotations.NullMarked;
