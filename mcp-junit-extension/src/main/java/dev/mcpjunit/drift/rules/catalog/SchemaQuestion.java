/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.catalog;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import org.apiguardian.api.API;

/**
 * How schemas are compared.
 *
 * @param contentModel which values count
 * @param budget what each comparison of two schemas may cost
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchemaQuestion(ContentModel contentModel, Budget budget) {}
