#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// A parameter is a text; numbers and flags are written as Python shows them.
std::string as_text(const Value& value) { return value.is_text() ? value.text() : repr(value); }

Value get_param(const RecordSet& self, const Arguments& arguments) {
  const std::string value = config_parameter(self.env(), as_text(arguments["key"]));
  return value.empty() ? arguments["default"] : Value(value);
}

// Gives the value before, or False.
Value set_param(const RecordSet& self, const Arguments& arguments) {
  const RecordSet found = self.search(term("key", "=", arguments["key"]));
  const Value& value = arguments["value"];
  const Value before = found.empty() ? Value(false) : Value(found.text("value"));
  if (value.is_unset())
    found.unlink();
  else if (found.empty())
    self.create({{"key", arguments["key"]}, {"value", as_text(value)}});
  else if (as_text(value) != before.text())
    found.write({{"value", as_text(value)}});
  return before;
}

}  // namespace

Behaviour ir_config_parameter() {
  return {
      .model = "ir.config_parameter",
      .rec_name = "key",
      .unique = {{{"key"}, "A system parameter has one value."}},
      .methods = {model_method("get_param", "key, default=False", get_param),
                  model_method("set_param", "key, value", set_param)},
  };
}

}  // namespace paridoo::addons::base
