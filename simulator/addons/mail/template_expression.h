// The Python expressions in mail templates: "object.name or 'n/a'", "format_amount(object.amount_total,
// object.currency_id)".
//
// Literals, tuples and lists, and/or/not, conditional expressions, comparisons, + and %, attributes of records, methods
// that the simulator knows, ctx.get() and the functions that Odoo hands to templates. What is none of these is a
// NotSimulated fault; what is no Python, or names what a record does not have, throws BadExpression.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

struct BadExpression : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What an expression comes to: a plain value, records, or a list of such.
struct Meaning {
  orm::Value value = {};
  std::optional<orm::RecordSet> records = {};
  std::optional<std::vector<Meaning>> items = {};

  bool truthy() const;
  std::string text() const;  // as Python's str; nothing for None and False
};

using Names = std::map<std::string, Meaning, std::less<>>;

// `names` holds "object", "user" and what t-set and t-foreach gave a name.
Meaning evaluate(const orm::Env& env, const Names& names, std::string_view expression);

}  // namespace paridoo::addons::mail
