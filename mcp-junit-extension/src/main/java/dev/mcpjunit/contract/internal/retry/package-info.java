/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of the retry contract. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.retry;

import org.jspecify.annotations.NullMarked;
