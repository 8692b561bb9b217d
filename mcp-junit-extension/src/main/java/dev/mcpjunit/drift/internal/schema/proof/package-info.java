/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decides whether any value meets some schemas and fails others: by building one, or by showing that every way to build
 * one is blocked. Internal: no API of the project.
 */
@NullMarked
package dev.mcpjunit.drift.internal.schema.proof;

import org.jspecify.annotations.NullMarked;
