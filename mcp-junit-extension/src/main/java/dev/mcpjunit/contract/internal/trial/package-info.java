/* SPDX-License-Identifier: Apache-2.0 */
/** Trials of clients: calls, the wire, the clock and the machine, the timeline. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.trial;

import org.jspecify.annotations.NullMarked;
