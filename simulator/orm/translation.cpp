#include "simulator/orm/translation.h"

#include <algorithm>

#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

constexpr const char* english = "en_US";

std::string full_name(const Field& field) { return field.model->name + "." + field.name(); }

List installed(const Env& env) { return env["res.lang"].call("get_installed").list(); }

void require_installed(const Env& env, const std::string& language) {
  const List known = installed(env);
  const bool is_known = language == english || std::any_of(known.begin(), known.end(), [&](const Value& one) {
                          return one.list().front() == Value(language);
                        });
  if (!is_known) throw user_error("The following languages are not activated: " + language);
}

bool is_installed(const Env& env, const std::string& language) {
  const std::vector<Value> parameters = {language};
  return !env.store().scalar("SELECT 1 FROM res_lang WHERE code = ? AND active", parameters).is_none();
}

const Field& named_field(const RecordSet& self, const Arguments& arguments) {
  const Value& name = arguments["field_name"];
  if (!name.is_text()) throw Fault(FaultKind::key_error, repr(name));
  return self.model().at(name.text());
}

}  // namespace

const char* const translation_table =
    "CREATE TABLE IF NOT EXISTS paridoo_translation (field TEXT NOT NULL, res_id INTEGER NOT NULL, lang TEXT NOT NULL, "
    "value TEXT NOT NULL, PRIMARY KEY (field, res_id, lang)) WITHOUT ROWID";

std::string wanted_language(const Env& env) {
  const Value& said = env.context("lang");
  if (!said.is_text() || said.text().empty() || said.text() == english) return {};
  if (!env.registry().find("res.lang")) return {};
  if (is_installed(env, said.text())) return said.text();
  if (env.since(Series::v18)) throw user_error("Invalid language code: " + said.text());
  return {};
}

bool is_translated(const Field& field) { return field.facts->translate && field.column >= 0; }

Value translation_of(const Env& env, const Field& field, Id id, const std::string& language) {
  const std::vector<Value> parameters = {full_name(field), id, language};
  return env.store().scalar("SELECT value FROM paridoo_translation WHERE field = ? AND res_id = ? AND lang = ?",
                            parameters);
}

void translate(const Env& env, const Field& field, Id id, const std::string& language, const Value& text) {
  std::vector<Value> parameters = {full_name(field), id, language};
  if (!text.is_text()) {
    env.store().run("DELETE FROM paridoo_translation WHERE field = ? AND res_id = ? AND lang = ?", parameters);
    return;
  }
  parameters.push_back(text);
  env.store().run("INSERT OR REPLACE INTO paridoo_translation (field, res_id, lang, value) VALUES (?, ?, ?, ?)",
                  parameters);
}

void forget_translations(const Env& env, const Field& field, Id id) {
  const std::vector<Value> parameters = {full_name(field), id};
  env.store().run("DELETE FROM paridoo_translation WHERE field = ? AND res_id = ?", parameters);
}

void copy_translations(const RecordSet& from, const RecordSet& to) {
  for (const Field* field : from.model().columns) {
    if (!is_translated(*field) || !field->facts->copied) continue;
    const std::vector<Value> parameters = {full_name(*field), from.id(), to.id(), to.value(field->name()),
                                           from.value(field->name())};
    // A name that was changed on the way ("... (copy)") is no longer what was translated.
    from.env().store().run(
        "INSERT OR IGNORE INTO paridoo_translation (field, res_id, lang, value) SELECT field, ?3, lang, value FROM "
        "paridoo_translation WHERE field = ?1 AND res_id = ?2 AND ?4 = ?5",
        parameters);
  }
}

Sql translation_sql(const Field& field, const std::string& id, const std::string& language,
                    const std::string& english_text) {
  return sql("COALESCE((SELECT tr.value FROM paridoo_translation AS tr WHERE tr.field = ", Bound{full_name(field)},
             " AND tr.res_id = ", id, " AND tr.lang = ", Bound{language}, "), ", english_text, ")");
}

Value update_field_translations(const RecordSet& self, const Arguments& arguments) {
  self.ensure_one();
  const Field& field = named_field(self, arguments);
  check_access(self.env(), self.model(), Operation::write);
  check_field_access(self.env(), field, Operation::write);
  const Value& given = arguments["translations"];
  if (!given.is_dict()) throw Fault(FaultKind::type_error, "translations are a dict of languages and texts");
  for (const Item& item : given.dict()) require_installed(self.env(), item.name);
  if (!field.facts->translate) return false;
  for (const Item& item : given.dict()) {
    if (item.value && !item.value.is_text())
      throw user_error("Translations for model translated fields only accept falsy values and str");
    if (item.value.is_text())
      self.with_context({{"lang", item.name}}).write({{field.name(), item.value}});
    else if (item.name != english && is_translated(field))
      translate(self.env(), field, self.id(), item.name, {});
  }
  self.env().transaction().forget(self.model());
  return true;
}

Value get_field_translations(const RecordSet& self, const Arguments& arguments) {
  self.ensure_one();
  const Field& field = named_field(self, arguments);
  List languages;
  if (arguments["langs"].is_list())
    languages = arguments["langs"].list();
  else
    for (const Value& one : installed(self.env())) languages.push_back(one.list().front());
  const bool is_long = field.type() == FieldType::text || field.type() == FieldType::html;
  const Dict told{{"translation_type", is_long ? "text" : "char"}, {"translation_show_source", false}};
  const auto text_in = [&](const Value& language) {
    const Value text = self.with_context({{"lang", language}}).value(field.name());
    return text.is_none() ? Value(false) : text;
  };
  List texts;
  for (const Value& language : field.facts->translate ? languages : List{})
    texts.emplace_back(Dict{{"lang", language}, {"source", text_in(english)}, {"value", text_in(language)}});
  return List{std::move(texts), told};
}

}  // namespace paridoo::orm
