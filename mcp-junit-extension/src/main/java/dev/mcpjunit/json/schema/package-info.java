/* SPDX-License-Identifier: Apache-2.0 */
/** JSON Schema validation: the one home of the validator library. */
@NullMarked
package dev.mcpjunit.json.schema;

import org.jspecify.annotations.NullMarked;
