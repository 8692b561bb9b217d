/* SPDX-License-Identifier: Apache-2.0 */
/** Reports of drift as text for people and as JSON for programs. */
@NullMarked
package dev.mcpjunit.drift.report;

import org.jspecify.annotations.NullMarked;
