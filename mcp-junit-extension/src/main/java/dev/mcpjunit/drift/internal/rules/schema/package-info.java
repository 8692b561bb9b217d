/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What changed between two versions of a schema. The rules explain; whether something breaks is decided by inclusion,
 * never by a rule. Internal.
 */
@NullMarked
package dev.mcpjunit.drift.internal.rules.schema;

import org.jspecify.annotations.NullMarked;
