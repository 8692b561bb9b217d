/* SPDX-License-Identifier: Apache-2.0 */
/** JSON Schema as a language: its dialects, its keywords, where references lead, and what makes a schema unusable. */
@NullMarked
package dev.mcpjunit.json.internal.schema;

import org.jspecify.annotations.NullMarked;
