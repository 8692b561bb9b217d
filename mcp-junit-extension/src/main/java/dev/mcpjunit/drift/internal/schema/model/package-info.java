/* SPDX-License-Identifier: Apache-2.0 */
/** A schema as what it demands, free of spelling: equal schemas are one object. Internal: no API of the project. */
@NullMarked
package dev.mcpjunit.drift.internal.schema.model;

import org.jspecify.annotations.NullMarked;
