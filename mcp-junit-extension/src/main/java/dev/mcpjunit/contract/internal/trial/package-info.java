/* SPDX-License-Identifier: Apache-2.0 */
/** One trial of a client: makes it call, watches the wire, the time and the machine, and tells the story. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.trial;

import org.jspecify.annotations.NullMarked;
