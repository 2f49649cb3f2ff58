// What translated fields hold in other languages. Columns hold the English text (en_US); a table beside them holds the
// others, and a language without a text of its own shows the English one.
#pragma once

#include <string>

#include "simulator/orm/domain_sql.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// SQL that makes the table, if it is not there.
extern const char* const translation_table;

// The language that the caller wants a translated field in; "" for English. One that is not installed is the UserError
// that Odoo gives (17.0 shows English then).
std::string wanted_language(const Env& env);
// Whether the field has a column of its own that is translated.
bool is_translated(const Field& field);

// The text in a language, or None if it has none of its own.
Value translation_of(const Env& env, const Field& field, Id id, const std::string& language);
// Replaces the text in a language; None takes it away.
void translate(const Env& env, const Field& field, Id id, const std::string& language, const Value& text);
// Takes all languages but English away.
void forget_translations(const Env& env, const Field& field, Id id);
void copy_translations(const RecordSet& from, const RecordSet& to);
// `english`, or what stands for it in a language, of the row `id`.
Sql translation_sql(const Field& field, const std::string& id, const std::string& language, const std::string& english);

// update_field_translations and get_field_translations, as clients call them.
Value update_field_translations(const RecordSet& self, const Arguments& arguments);
Value get_field_translations(const RecordSet& self, const Arguments& arguments);

}  // namespace paridoo::orm
