/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;

/**
 * A sign and the passage that shows it.
 *
 * @param passage the passage, as the detector read it
 */
record Found(Sign sign, String passage) {}
