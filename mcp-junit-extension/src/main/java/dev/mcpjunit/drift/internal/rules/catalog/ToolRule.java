/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import java.util.List;

/** Sees one kind of change of a tool that was there and still is. */
@FunctionalInterface
interface ToolRule {

    List<Change> look(ToolPair pair);
}
