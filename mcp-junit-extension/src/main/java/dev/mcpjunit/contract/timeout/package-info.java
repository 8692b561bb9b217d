/* SPDX-License-Identifier: Apache-2.0 */
/** What a client declares about its time-outs, and the checks that hold it to that. Knows no JUnit. */
@NullMarked
package dev.mcpjunit.contract.timeout;

import org.jspecify.annotations.NullMarked;
