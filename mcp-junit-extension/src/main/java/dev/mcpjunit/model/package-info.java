/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What servers declare and answer, as values around the raw JSON: accessors for what is common, {@code raw()} for
 * everything.
 */
@NullMarked
package dev.mcpjunit.model;

import org.jspecify.annotations.NullMarked;
