/* SPDX-License-Identifier: Apache-2.0 */
/** How a fleet finds out what it says. Internal. */
@NullMarked
package dev.mcpjunit.fleet.internal;

import org.jspecify.annotations.NullMarked;
