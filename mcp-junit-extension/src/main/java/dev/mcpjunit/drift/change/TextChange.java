/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/**
 * A text that became another.
 *
 * @param before the old text; empty when there was none
 * @param after the new text; empty when there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TextChange(String before, String after) {}
