/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One spelling for schemas that mean the same, whatever the dialect and the generator: JSON in, JSON out. Internal: no
 * API of the project.
 */
@NullMarked
package dev.mcpjunit.drift.internal.schema.normal;

import org.jspecify.annotations.NullMarked;
