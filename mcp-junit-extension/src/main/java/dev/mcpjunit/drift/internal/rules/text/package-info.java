/* SPDX-License-Identifier: Apache-2.0 */
/** What texts for models can hide. */
@NullMarked
package dev.mcpjunit.drift.internal.rules.text;

import org.jspecify.annotations.NullMarked;
