/* SPDX-License-Identifier: Apache-2.0 */
/** The home of JTokkit. Internal. */
@NullMarked
package dev.mcpjunit.budget.internal.jtokkit;

import org.jspecify.annotations.NullMarked;
