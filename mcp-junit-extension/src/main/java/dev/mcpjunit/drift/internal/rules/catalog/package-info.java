/* SPDX-License-Identifier: Apache-2.0 */
/** What changed between two catalogs: one rule per kind of change. Internal. */
@NullMarked
package dev.mcpjunit.drift.internal.rules.catalog;

import org.jspecify.annotations.NullMarked;
