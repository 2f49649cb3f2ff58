// The environment of a call: which user asks, in which context, in which transaction. A small value, copied freely.
//
// Everything it hands out lives as long as the Transaction, that is one call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/clock.h"
#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

class RecordSet;
class Registry;
class Store;
class Transaction;
struct Scope;

class Env {
 public:
  Env(Transaction& transaction, const Scope& scope) : transaction_(&transaction), scope_(&scope) {}

  // The empty record set of a model; one that does not exist is a bug of ours (std::logic_error).
  RecordSet operator[](std::string_view model) const;
  // The record of an external id ("stock.stock_location_customers"); a ValueError fault if there is none.
  RecordSet ref(std::string_view xmlid) const;
  // The same, or an empty set of no particular model: check with empty() before anything else.
  std::optional<RecordSet> find_ref(std::string_view xmlid) const;

  Id uid() const;
  bool is_superuser() const;  // rights are not checked: sudo(), or user 1
  const Dict& context() const;
  // A key of the context; None if it is not there.
  const Value& context(std::string_view key) const;
  RecordSet user() const;
  RecordSet company() const;    // the current one: the first of allowed_company_ids, or the user's
  RecordSet companies() const;  // allowed_company_ids, or the user's company
  Series series() const;
  bool since(Series series) const { return this->series() >= series; }

  // What the same transaction looks like to somebody else, or with another context.
  Env with_context(const Dict& changes) const;  // the context with these keys over it
  Env with_whole_context(Dict context) const;   // this context instead
  Env with_user(Id uid) const;
  Env with_company(Id company) const;
  Env sudo(bool on = true) const;

  Moment now() const;
  Day today() const;  // in UTC
  std::string now_text() const;
  std::string today_text() const;
  // `length` hexadecimal digits from the database's source of chance.
  std::string random_hex(std::size_t length) const;

  // Computes what is stale and writes what is dirty, so that SQL sees it.
  void flush() const;
  Store& store() const;
  const Registry& registry() const;
  Transaction& transaction() const { return *transaction_; }
  const Scope& scope() const { return *scope_; }

  bool operator==(const Env&) const = default;

 private:
  Transaction* transaction_;
  const Scope* scope_;
};

}  // namespace paridoo::orm
