/* SPDX-License-Identifier: Apache-2.0 */
/** One rule per kind of change of a schema. */
@NullMarked
package dev.mcpjunit.drift.rules.schema;

import org.jspecify.annotations.NullMarked;
