#include "simulator/orm/environment.h"

#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

constexpr Id superuser_id = 1;

// The companies that the context names; for those of others the user needs sudo().
Ids allowed_companies(const Env& env) {
  const Ids allowed = env.context("allowed_company_ids").ids();
  if (allowed.empty() || env.is_superuser()) return allowed;
  const RecordSet own = env.user()["company_ids"];
  for (const Id id : allowed)
    if (!own.contains(id)) throw access_error("Access to unauthorized or invalid companies.");
  return allowed;
}

}  // namespace

RecordSet Env::operator[](std::string_view model) const { return {*this, registry().at(model)}; }

std::optional<RecordSet> Env::find_ref(std::string_view xmlid) const {
  const std::size_t dot = xmlid.find('.');
  if (dot == std::string_view::npos) throw value_error("an external id needs a module: " + std::string(xmlid));
  const Value target = transaction_->findings().of(registry().at("ir.model.data"), xmlid, [&] {
    Value found;
    store().run("SELECT model, res_id FROM ir_model_data WHERE module = ? AND name = ?",
                std::vector<Value>{xmlid.substr(0, dot), xmlid.substr(dot + 1)}, [&](const StoreRow& row) {
                  found = List{row.text(0), row.integer(1)};
                });
    return found;
  });
  const Model* model = target.is_list() ? registry().find(target.list()[0].text()) : nullptr;
  if (!model) return std::nullopt;
  return RecordSet(*this, *model, {target.list()[1].integer()});
}

RecordSet Env::ref(std::string_view xmlid) const {
  if (std::optional<RecordSet> found = find_ref(xmlid)) return *found;
  throw value_error("External ID not found in the system: " + std::string(xmlid));
}

Id Env::uid() const { return scope_->uid; }
bool Env::is_superuser() const { return scope_->superuser || scope_->uid == superuser_id; }
const Dict& Env::context() const { return scope_->context; }
const Value& Env::context(std::string_view key) const { return scope_->context.get(key); }

RecordSet Env::user() const { return sudo()["res.users"].browse(uid()); }

RecordSet Env::company() const {
  const Ids allowed = allowed_companies(*this);
  return allowed.empty() ? user()["company_id"].in(*this) : (*this)["res.company"].browse(allowed.front());
}

// A client that names no companies sees all of the user's: what belongs to the others of them is not hidden from it.
RecordSet Env::companies() const {
  const Ids allowed = allowed_companies(*this);
  return allowed.empty() ? user()["company_ids"].in(*this) : (*this)["res.company"].browse(allowed);
}

Series Env::series() const { return registry().series(); }

Env Env::with_context(const Dict& changes) const {
  Dict context = scope_->context;
  context.update(changes);
  return with_whole_context(std::move(context));
}

Env Env::with_whole_context(Dict context) const {
  return {*transaction_, transaction_->intern(scope_->uid, scope_->superuser, std::move(context))};
}

Env Env::with_user(Id uid) const { return {*transaction_, transaction_->intern(uid, false, scope_->context)}; }

Env Env::with_company(Id company) const {
  Ids allowed = context("allowed_company_ids").ids();
  std::erase(allowed, company);
  allowed.insert(allowed.begin(), company);
  return with_context({{"allowed_company_ids", allowed}});
}

Env Env::sudo(bool on) const { return {*transaction_, transaction_->with_rights(*scope_, on)}; }

Moment Env::now() const { return transaction_->now(); }
Day Env::today() const { return std::chrono::floor<std::chrono::days>(now()); }
std::string Env::now_text() const { return format_moment(now()); }
std::string Env::today_text() const { return format_day(today()); }

std::string Env::random_hex(std::size_t length) const {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  while (text.size() < length) text += digits[transaction_->chance()() % digits.size()];
  return text;
}

void Env::flush() const { transaction_->flush(); }
Store& Env::store() const { return transaction_->store(); }
const Registry& Env::registry() const { return transaction_->registry(); }

}  // namespace paridoo::orm
